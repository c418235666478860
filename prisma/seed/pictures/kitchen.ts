import { drum, gleam, ground, leaf, lift, mouth, steam, tub } from "./forms.ts";
import { darker, lighter, type Paper } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "kitchen";

function dripperCone(p: Paper, x: number, y: number, k: number): void {
  p.at(`translate(${x},${y})scale(${k})`, () => {
    p.line("M168,60C268,50 270,190 118,196", darker(inks.cream, 0.16), 32);
    p.line("M168,56C258,48 260,180 118,188", lighter(inks.cream, 0.4), 14, { o: 0.7 });
    p.shape(tub(0, 246, 150, 268, 150), p.round(darker(inks.cream, 0.07)));
    p.oval(0, 246, 150, 26, p.across(inks.white, darker(inks.cream, 0.1)));
    p.shape(tub(0, 0, 196, 250, 74, 0), p.round(inks.cream));
    gleam(p, "M-140,50L-70,222L-46,226L-104,58Z", 0.6);
    p.oval(0, 0, 196, 36, p.across(inks.white, darker(inks.cream, 0.06)));
    p.oval(0, 2, 180, 29, p.across(darker(inks.cream, 0.34), darker(inks.cream, 0.12)));
  });
}

function paperFilter(p: Paper, x: number, y: number, k: number): void {
  p.at(`translate(${x},${y})scale(${k})`, () => {
    p.shape("M-166,0L-172,-44C-90,-66 90,-66 176,-50L166,4Z", p.across("#e8cfae", "#d3b38c"));
    p.inside("M-180,-60H180V2A180,29 0 0 1 -180,2Z", () => p.oval(0, 12, 150, 34, p.across("#6a4030", inks.coffee)));
  });
}

const dripper: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 400, 640, 190);
    p.shape(tub(400, 590, 96, 640, 102), p.round(darker(inks.cream, 0.12)));
    dripperCone(p, 400, 320, 1.06);
    paperFilter(p, 400, 320, 1.06);
    steam(p, 392, 290);
  },
};

const dripperOnServer: Picture = {
  room,
  backdrop: "panel",
  draw(p) {
    ground(p, 400, 672, 170);
    p.line("M528,470C650,470 640,630 520,620", "#ffffff", 24, { o: 0.75 });
    const glass = "M336,396C330,450 240,470 240,590C240,660 290,676 400,676S560,660 560,590C560,470 470,450 464,396Z";
    p.shape(glass, p.across(["#ffffff", 0, 0.75], ["#ffffff", 0.4, 0.3], ["#dfe6ee", 1, 0.8]));
    p.inside(glass, () => {
      p.rect(230, 566, 340, 120, 0, p.across("#8a5236", "#5e3222", "#3f2018"));
      p.oval(400, 566, 160, 20, "#9c6544");
    });
    gleam(p, "M272,560C276,520 300,490 320,476L334,486C310,510 298,540 296,630C276,620 270,590 272,560Z", 0.55);
    dripperCone(p, 400, 200, 0.76);
    paperFilter(p, 400, 200, 0.76);
    p.line("M400,410V520", "#6b3c28", 6);
  },
};

function kettle(p: Paper): void {
  const body = darker(inks.forest, 0.3);
  p.line("M300,592C196,600 246,420 196,372C178,356 156,356 140,370", darker(body, 0.2), 30);
  p.line("M300,584C206,592 250,420 198,374C180,360 160,360 146,370", lighter(body, 0.22), 10, { o: 0.7 });
  p.line("M506,440C600,380 668,430 654,500C646,544 628,560 618,604", darker(inks.walnut, 0.1), 36);
  p.line("M560,412C622,402 652,440 644,496", lighter(inks.walnut, 0.3), 9, { o: 0.8 });
  p.shape(tub(410, 424, 106, 640, 164, 20), p.round(body));
  gleam(p, "M326,452L276,610C284,624 296,628 308,630L352,458Z", 0.22);
  p.oval(410, 424, 106, 20, p.across(lighter(body, 0.3), body));
  p.shape("M318,420C330,384 490,384 502,420A92,16 0 0 1 318,420Z", p.round(lighter(body, 0.1)));
  p.rect(400, 366, 20, 26, 4, inks.brass);
  p.disc(410, 352, 25, p.ball(inks.walnut));
}

const gooseneck: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 410, 648, 180);
    kettle(p);
  },
};

const gooseneckPouring: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 250, 672, 96);
    p.shape(tub(236, 560, 92, 672, 70, 26), p.round(inks.white));
    mouth(p, 236, 560, 92, inks.white, inks.cream, inks.coffee);
    p.at("translate(150,-66)rotate(-14 400 400)scale(.94)", () => kettle(p));
    p.line("M276,350C246,352 240,410 238,560", "#cfe0ea", 11);
    p.line("M272,352C246,358 241,410 237,556", "#ffffff", 4, { o: 0.9 });
  },
};

const castIron: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    const enamel = "#b8453a";
    ground(p, 400, 640, 236, 0.17);
    for (const side of [-1, 1])
      p.line(`M${400 + side * 210},466C${400 + side * 290},456 ${400 + side * 290},526 ${400 + side * 206},516`, darker(enamel, side < 0 ? 0.08 : 0.32), 26);
    p.shape(tub(400, 440, 222, 636, 200, 48), p.round(enamel));
    p.shape("M178,440A222,34 0 0 0 622,440L620,462A222,34 0 0 1 180,462Z", darker(enamel, 0.4), { o: 0.35 });
    p.shape("M172,428C184,330 616,330 628,428C628,462 528,474 400,474S172,462 172,428Z", p.round(lighter(enamel, 0.05)));
    p.shape("M214,406C240,362 330,350 400,350C320,362 262,380 246,420C230,420 214,416 214,406Z", "#fff4e6", { o: 0.32 });
    p.shape(tub(400, 318, 20, 352, 28), p.round(darker(inks.brass, 0.15)));
    p.oval(400, 312, 46, 19, p.ball(inks.brass));
    gleam(p, "M212,492L226,590C232,606 246,614 260,620L246,500Z", 0.22);
  },
};

const castIronOpen: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const enamel = "#b8453a";
    p.shade(18, 0.32, () => p.disc(422, 430, 250, inks.shadow));
    p.rect(100, 350, 600, 100, 46, p.down(lighter(enamel, 0.15), darker(enamel, 0.25)));
    p.rect(126, 376, 548, 48, 24, "#e3bfa3");
    p.disc(400, 400, 250, p.slant(lighter(enamel, 0.3), enamel, darker(enamel, 0.3)));
    p.disc(400, 400, 224, p.slant("#cdb8a2", inks.cream));
    p.disc(400, 404, 206, p.ball("#d88a34"));
    for (const [x, y, r, c] of [[330, 330, 40, "#e9a94a"], [470, 350, 46, "#b9622d"], [360, 470, 48, "#b9622d"], [480, 470, 38, "#ebb055"], [404, 398, 34, "#d8573c"], [290, 420, 32, "#d8573c"], [420, 280, 30, "#d8573c"]] as const) {
      p.disc(x + 4, y + 7, r, "#7c3f1a", { o: 0.3 });
      p.rect(x - r, y - r * 0.9, r * 2, r * 1.8, r * 0.6, p.ball(c), { t: `rotate(${x} ${x} ${y})` });
    }
    leaf(p, 410, 356, 56, 60, inks.leaf);
    leaf(p, 410, 356, 52, -10, inks.leaf);
    leaf(p, 340, 408, 46, 200, inks.leaf);
  },
};

function lemon(p: Paper, x: number, y: number, r: number): void {
  p.shade(6, 0.3, () => p.disc(x + 8, y + 10, r, inks.shadow));
  p.disc(x, y, r, p.ball("#eebb3c"));
  p.disc(x, y, r * 0.86, "#fdf0c0");
  for (let turn = 0; turn < 360; turn += 60)
    p.shape(`M${x},${y - r * 0.1}L${x - r * 0.34},${y - r * 0.7}Q${x},${y - r * 0.9} ${x + r * 0.34},${y - r * 0.7}Z`, "#f5cf55", { t: `rotate(${turn} ${x} ${y})` });
}

const board: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const outline = "M240,150H560Q600,150 600,190V560Q600,600 560,600H450V680Q450,714 400,714T350,680V600H240Q200,600 200,560V190Q200,150 240,150Z";
    const turn = "rotate(16 400 400)";
    lift(p, outline, 20, { t: turn });
    p.at(turn, () => {
      p.shape(outline, darker(inks.walnut, 0.3), { t: "translate(4,9)" });
      p.shape(outline, p.slant("#a87350", inks.walnut, "#6b422d"));
      p.inside(outline, () => {
        p.line("M250,130C230,300 290,420 250,620M330,130C350,320 300,460 345,720M430,130C410,280 470,430 430,720M520,130C540,300 490,420 530,620", "#5a3423", 5, { o: 0.28 });
        p.line("M290,130C300,300 270,460 300,620M480,130C470,320 510,460 480,620", "#e0b08a", 4, { o: 0.35 });
      });
      p.oval(400, 672, 17, 17, "#d9b79b");
    });
    lemon(p, 344, 276, 70);
    lemon(p, 432, 352, 62);
    p.line("M566,250C540,330 520,380 470,450", darker(inks.leaf, 0.2), 6);
    for (const [x, y] of [[552, 290], [530, 346], [500, 402]] as const) {
      leaf(p, x, y, 64, 64, inks.leaf);
      leaf(p, x, y, 64, -62, inks.leaf);
    }
  },
};

const mug: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    const glaze = "#e9e1d3";
    const clay = "#b4805e";
    ground(p, 390, 640, 160);
    p.line("M540,410C660,390 664,560 530,566", darker(glaze, 0.2), 38);
    p.line("M544,404C644,390 650,540 540,556", lighter(glaze, 0.5), 12, { o: 0.8 });
    const side = tub(390, 350, 160, 640, 148, 34);
    p.shape(side, p.round(glaze));
    p.inside(side, () => {
      p.shape("M220,540C280,566 330,520 400,548S520,560 560,530V680H220Z", p.round(clay));
      for (let dot = 0; dot < 16; dot++)
        p.disc(250 + ((dot * dot * 37 + dot * 61) % 280), 392 + ((dot * dot * 29 + dot * 17) % 140), 3 + (dot % 3), "#7b5b47", { o: 0.5 });
    });
    gleam(p, "M262,396C258,470 262,560 274,612L298,622C286,560 282,480 286,400Z", 0.5);
    mouth(p, 390, 350, 160, glaze, glaze, inks.coffee);
    steam(p, 388, 322);
  },
};

const mugFromAbove: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    for (const [x, y, glaze, turn] of [[310, 330, "#e9e1d3", 150], [500, 520, "#8fa79b", 20]] as const) {
      p.shade(14, 0.32, () => p.disc(x + 20, y + 26, 152, inks.shadow));
      p.rect(x + 120, y - 26, 108, 52, 24, p.down(lighter(glaze, 0.3), darker(glaze, 0.2)), { t: `rotate(${turn} ${x} ${y})` });
      p.disc(x, y, 150, p.slant(lighter(glaze, 0.5), glaze, darker(glaze, 0.25)));
      p.disc(x, y, 132, p.slant(darker(glaze, 0.3), glaze));
      p.disc(x, y + 3, 122, p.ball(turn > 90 ? "#a8693f" : "#5b3323"));
    }
    const cream = "#f6e2c4";
    p.shape("M310,404C250,360 240,300 276,284C296,276 308,292 310,306C312,292 324,276 344,284C380,300 370,360 310,404Z", cream);
    p.line("M280,300C262,326 280,360 310,384M340,300C358,326 340,360 310,384", "#b57647", 7, { o: 0.75 });
    p.oval(462, 476, 30, 12, "#fff", { o: 0.14, t: "rotate(-40 462 476)" });
  },
};

const teapot: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 400, 650, 180);
    p.line("M556,440C690,410 690,590 548,596", "#f4f8fb", 26, { o: 0.85 });
    p.shape("M270,520C210,500 200,420 150,396L182,378C240,400 250,440 290,460Z", p.across("#ffffff", "#dce6ea"), { o: 0.85 });
    const glass = "M320,392C240,420 216,480 216,530C216,610 270,652 400,652S584,610 584,530C584,480 560,420 480,392Z";
    p.shape(glass, p.across(["#ffffff", 0, 0.8], ["#ffffff", 0.5, 0.35], ["#d7e2e8", 1, 0.85]));
    p.inside("M326,404C252,430 230,484 230,530C230,602 280,640 400,640S570,602 570,530C570,484 548,430 474,404Z", () => {
      p.rect(200, 484, 400, 180, 0, p.across("#efb24e", "#dd8f33", "#b9661f"));
      p.oval(400, 484, 170, 20, "#f6cc7d");
    });
    p.shape(tub(400, 396, 60, 540, 50, 20), p.across(["#ffffff", 0, 0.5], ["#ffffff", 0.5, 0.15], ["#ffffff", 1, 0.4]));
    for (const [x, y, turn] of [[380, 536, -50], [420, 530, 40], [396, 514, 80], [400, 540, 0]] as const) leaf(p, x, y, 40, turn, "#6b7f35");
    gleam(p, "M252,520C254,470 290,430 320,420L330,436C300,452 282,486 280,560C282,590 290,606 300,618C264,600 250,560 252,520Z", 0.6);
    p.oval(400, 390, 92, 17, p.across("#ffffff", "#cfdbe2"));
    p.shape("M316,384C330,352 470,352 484,384A84,14 0 0 1 316,384Z", p.across("#ffffff", "#dbe5ea"), { o: 0.9 });
    p.disc(400, 344, 23, p.ball(inks.oak));
  },
};

function mill(p: Paper, x: number, top: number, wood: string): void {
  const foot = 640;
  const side = `M${x - 46},${top + 130}C${x - 30},${top + 200} ${x - 40},${foot - 150} ${x - 72},${foot - 60}V${foot}A72,13 0 0 0 ${x + 72},${foot}V${foot - 60}C${x + 40},${foot - 150} ${x + 30},${top + 200} ${x + 46},${top + 130}Z`;
  p.shape(side, p.round(wood));
  p.shape(`M${x - 72},${foot - 58}A72,13 0 0 0 ${x + 72},${foot - 58}V${foot - 46}A72,13 0 0 1 ${x - 72},${foot - 46}Z`, darker(wood, 0.35), { o: 0.5 });
  p.shape(tub(x, top + 112, 48, top + 130, 48), p.round(inks.brass));
  p.shape(`M${x - 52},${top + 112}C${x - 76},${top + 40} ${x - 40},${top} ${x},${top}S${x + 76},${top + 40} ${x + 52},${top + 112}A52,10 0 0 1 ${x - 52},${top + 112}Z`, p.round(lighter(wood, 0.06)));
  p.disc(x, top - 12, 18, p.ball(inks.brass));
}

const mills: Picture = {
  room,
  backdrop: "panel",
  draw(p) {
    ground(p, 320, 646, 90);
    ground(p, 500, 646, 90);
    mill(p, 316, 206, inks.walnut);
    mill(p, 500, 330, "#deb887");
    for (const [x, y, c] of [[372, 694, "#4a3430"], [404, 704, "#5b4038"], [392, 682, "#3e2b2a"], [560, 690, "#ffffff"], [584, 700, "#fdf8f0"], [574, 680, "#ffffff"]] as const) {
      p.oval(x + 4, y + 6, 12, 6, inks.shadow, { o: 0.25 });
      p.disc(x, y, 10, p.ball(c));
    }
  },
};

function bowl(p: Paper, x: number, y: number, r: number, depth: number, holds: string): void {
  p.shape(tub(x, y + depth - 6, r * 0.4, y + depth + 16, r * 0.42), p.round(darker(inks.white, 0.12)));
  p.shape(`M${x - r},${y}C${x - r * 0.94},${y + depth * 0.85} ${x - r * 0.5},${y + depth} ${x},${y + depth}S${x + r * 0.94},${y + depth * 0.85} ${x + r},${y}Z`, p.round("#f5f1ea"));
  p.line(`M${x - r * 0.985},${y + 16}A${r * 0.985},${r * 0.17} 0 0 0 ${x + r * 0.985},${y + 16}`, "#4f6fa3", 6);
  mouth(p, x, y, r, inks.white, "#efe9df", holds);
}

const bowls: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 280, 634, 110);
    ground(p, 520, 664, 110);
    bowl(p, 290, 470, 158, 140, "#f4eee2");
    p.shape("M150,474C170,392 230,366 290,366S410,392 430,474A140,22 0 0 1 150,474Z", p.ball("#fcf8ef"));
    for (const [x, y] of [[230, 420], [270, 396], [318, 402], [356, 428], [296, 438], [210, 456], [390, 462], [336, 460], [250, 464]] as const)
      p.oval(x, y, 15, 7, "#e2d8c6", { o: 0.75, t: `rotate(${(x * 7) % 90} ${x} ${y})` });
    bowl(p, 524, 536, 142, 112, "#c98d4e");
    for (const [x, y] of [[490, 538], [540, 546], [574, 534]] as const) p.rect(x - 17, y - 8, 34, 16, 4, p.sheet("#fbf0dc"));
    p.oval(520, 530, 12, 4, inks.leaf);
    p.oval(560, 548, 10, 3, inks.leaf);
  },
};

const bowlsFromAbove: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    for (const [x, y, r, c] of [[290, 360, 170, "#fbf6ea"], [560, 500, 150, "#c98d4e"]] as const) {
      p.shade(14, 0.3, () => p.disc(x + 18, y + 24, r, inks.shadow));
      p.disc(x, y, r, p.slant("#ffffff", "#f3eee5", "#d9d0c4"));
      p.ring(x, y, r - 12, 6, "#4f6fa3");
      p.disc(x, y, r - 24, p.slant("#cfc5b8", "#f4eee4"));
      p.disc(x, y + 2, r - 40, p.ball(c));
    }
    for (let i = 0; i < 14; i++) {
      const x = 290 + Math.cos(i * 2.4) * (20 + i * 6.4);
      const y = 360 + Math.sin(i * 2.4) * (20 + i * 6.4);
      p.oval(x, y, 17, 8, "#e6dccb", { t: `rotate(${i * 47} ${x} ${y})` });
    }
    for (const [x, y, turn] of [[530, 470, 12], [590, 500, 40], [540, 540, -20]] as const) p.rect(x - 24, y - 24, 48, 48, 8, p.sheet("#fbf0dc"), { t: `rotate(${turn} ${x} ${y})` });
    leaf(p, 560, 500, 34, 60, inks.leaf);
    leaf(p, 612, 548, 34, 160, inks.leaf);
    for (const x of [150, 190]) {
      p.shade(5, 0.3, () => p.line(`M${x + 10},690L${x + 310},610`, inks.shadow, 14));
      p.line(`M${x},680L${x + 300},600`, inks.walnut, 14);
      p.line(`M${x},680L${x + 60},664`, inks.brass, 14);
    }
  },
};

export const kitchen: Pictures = {
  "pour-over-dripper": dripper,
  "pour-over-dripper-2": dripperOnServer,
  "gooseneck-kettle": gooseneck,
  "gooseneck-kettle-2": gooseneckPouring,
  "cast-iron-pot": castIron,
  "cast-iron-pot-2": castIronOpen,
  "walnut-cutting-board": board,
  "stoneware-mug": mug,
  "stoneware-mug-2": mugFromAbove,
  "glass-teapot": teapot,
  "pepper-mill-pair": mills,
  "porcelain-bowl-set": bowls,
  "porcelain-bowl-set-2": bowlsFromAbove,
};
