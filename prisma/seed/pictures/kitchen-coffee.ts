import { gleam, ground, leaf, mouth, steam, tub } from "./forms.ts";
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
    p.inside("M-180,-60H180V2A180,29 0 0 1 -180,2Z", () =>
      p.oval(0, 12, 150, 34, p.across("#6a4030", inks.coffee)),
    );
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
    const glass =
      "M336,396C330,450 240,470 240,590C240,660 290,676 400,676S560,660 560,590C560,470 470,450 464,396Z";
    p.shape(glass, p.across(["#ffffff", 0, 0.75], ["#ffffff", 0.4, 0.3], ["#dfe6ee", 1, 0.8]));
    p.inside(glass, () => {
      p.rect(230, 566, 340, 120, 0, p.across("#8a5236", "#5e3222", "#3f2018"));
      p.oval(400, 566, 160, 20, "#9c6544");
    });
    gleam(
      p,
      "M272,560C276,520 300,490 320,476L334,486C310,510 298,540 296,630C276,620 270,590 272,560Z",
      0.55,
    );
    dripperCone(p, 400, 200, 0.76);
    paperFilter(p, 400, 200, 0.76);
    p.line("M400,410V520", "#6b3c28", 6);
  },
};

function kettle(p: Paper): void {
  const body = darker(inks.forest, 0.3);
  p.line("M300,592C196,600 246,420 196,372C178,356 156,356 140,370", darker(body, 0.2), 30);
  p.line("M300,584C206,592 250,420 198,374C180,360 160,360 146,370", lighter(body, 0.22), 10, {
    o: 0.7,
  });
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
        p.disc(
          250 + ((dot * dot * 37 + dot * 61) % 280),
          392 + ((dot * dot * 29 + dot * 17) % 140),
          3 + (dot % 3),
          "#7b5b47",
          { o: 0.5 },
        );
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
    for (const [x, y, glaze, turn] of [
      [310, 330, "#e9e1d3", 150],
      [500, 520, "#e9e1d3", 20],
    ] as const) {
      p.shade(14, 0.32, () => p.disc(x + 20, y + 26, 152, inks.shadow));
      p.rect(x + 120, y - 26, 108, 52, 24, p.down(lighter(glaze, 0.3), darker(glaze, 0.2)), {
        t: `rotate(${turn} ${x} ${y})`,
      });
      p.disc(x, y, 150, p.slant(lighter(glaze, 0.5), glaze, darker(glaze, 0.25)));
      p.disc(x, y, 132, p.slant(darker(glaze, 0.3), glaze));
      p.disc(x, y + 3, 122, p.ball(turn > 90 ? "#a8693f" : "#5b3323"));
    }
    const cream = "#f6e2c4";
    p.shape(
      "M310,404C250,360 240,300 276,284C296,276 308,292 310,306C312,292 324,276 344,284C380,300 370,360 310,404Z",
      cream,
    );
    p.line("M280,300C262,326 280,360 310,384M340,300C358,326 340,360 310,384", "#b57647", 7, {
      o: 0.75,
    });
    p.oval(462, 476, 30, 12, "#fff", { o: 0.14, t: "rotate(-40 462 476)" });
  },
};

const teapot: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 400, 650, 180);
    p.line("M556,440C690,410 690,590 548,596", "#f4f8fb", 26, { o: 0.85 });
    p.shape(
      "M270,520C210,500 200,420 150,396L182,378C240,400 250,440 290,460Z",
      p.across("#ffffff", "#dce6ea"),
      { o: 0.85 },
    );
    const glass =
      "M320,392C240,420 216,480 216,530C216,610 270,652 400,652S584,610 584,530C584,480 560,420 480,392Z";
    p.shape(glass, p.across(["#ffffff", 0, 0.8], ["#ffffff", 0.5, 0.35], ["#d7e2e8", 1, 0.85]));
    p.inside(
      "M326,404C252,430 230,484 230,530C230,602 280,640 400,640S570,602 570,530C570,484 548,430 474,404Z",
      () => {
        p.rect(200, 484, 400, 180, 0, p.across("#efb24e", "#dd8f33", "#b9661f"));
        p.oval(400, 484, 170, 20, "#f6cc7d");
      },
    );
    p.shape(
      tub(400, 396, 60, 540, 50, 20),
      p.across(["#ffffff", 0, 0.5], ["#ffffff", 0.5, 0.15], ["#ffffff", 1, 0.4]),
    );
    for (const [x, y, turn] of [
      [380, 536, -50],
      [420, 530, 40],
      [396, 514, 80],
      [400, 540, 0],
    ] as const)
      leaf(p, x, y, 40, turn, "#6b7f35");
    gleam(
      p,
      "M252,520C254,470 290,430 320,420L330,436C300,452 282,486 280,560C282,590 290,606 300,618C264,600 250,560 252,520Z",
      0.6,
    );
    p.oval(400, 390, 92, 17, p.across("#ffffff", "#cfdbe2"));
    p.shape(
      "M316,384C330,352 470,352 484,384A84,14 0 0 1 316,384Z",
      p.across("#ffffff", "#dbe5ea"),
      { o: 0.9 },
    );
    p.disc(400, 344, 23, p.ball(inks.oak));
  },
};

export const kitchenCoffee: Pictures = {
  "pour-over-dripper": dripper,
  "pour-over-dripper-2": dripperOnServer,
  "gooseneck-kettle": gooseneck,
  "gooseneck-kettle-2": gooseneckPouring,
  "stoneware-mug": mug,
  "stoneware-mug-2": mugFromAbove,
  "glass-teapot": teapot,
};
