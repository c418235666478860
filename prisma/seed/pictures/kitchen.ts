import { gleam, ground, leaf, lift, mouth, tub } from "./forms.ts";
import { kitchenCoffee } from "./kitchen-coffee.ts";
import { darker, lighter, type Paper } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "kitchen";

const castIron: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    const enamel = "#b8453a";
    ground(p, 400, 640, 236, 0.17);
    for (const side of [-1, 1])
      p.line(
        `M${400 + side * 210},466C${400 + side * 290},456 ${400 + side * 290},526 ${400 + side * 206},516`,
        darker(enamel, side < 0 ? 0.08 : 0.32),
        26,
      );
    p.shape(tub(400, 440, 222, 636, 200, 48), p.round(enamel));
    p.shape("M178,440A222,34 0 0 0 622,440L620,462A222,34 0 0 1 180,462Z", darker(enamel, 0.4), {
      o: 0.35,
    });
    p.shape(
      "M172,428C184,330 616,330 628,428C628,462 528,474 400,474S172,462 172,428Z",
      p.round(lighter(enamel, 0.05)),
    );
    p.shape(
      "M214,406C240,362 330,350 400,350C320,362 262,380 246,420C230,420 214,416 214,406Z",
      "#fff4e6",
      { o: 0.32 },
    );
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
    for (const [x, y, r, c] of [
      [330, 330, 40, "#e9a94a"],
      [470, 350, 46, "#b9622d"],
      [360, 470, 48, "#b9622d"],
      [480, 470, 38, "#ebb055"],
      [404, 398, 34, "#d8573c"],
      [290, 420, 32, "#d8573c"],
      [420, 280, 30, "#d8573c"],
    ] as const) {
      p.disc(x + 4, y + 7, r, "#7c3f1a", { o: 0.3 });
      p.rect(x - r, y - r * 0.9, r * 2, r * 1.8, r * 0.6, p.ball(c), {
        t: `rotate(${x} ${x} ${y})`,
      });
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
    p.shape(
      `M${x},${y - r * 0.1}L${x - r * 0.34},${y - r * 0.7}Q${x},${y - r * 0.9} ${x + r * 0.34},${y - r * 0.7}Z`,
      "#f5cf55",
      { t: `rotate(${turn} ${x} ${y})` },
    );
}

const board: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const outline =
      "M240,150H560Q600,150 600,190V560Q600,600 560,600H450V680Q450,714 400,714T350,680V600H240Q200,600 200,560V190Q200,150 240,150Z";
    const turn = "rotate(16 400 400)";
    lift(p, outline, 20, { t: turn });
    p.at(turn, () => {
      p.shape(outline, darker(inks.walnut, 0.3), { t: "translate(4,9)" });
      p.shape(outline, p.slant("#a87350", inks.walnut, "#6b422d"));
      p.inside(outline, () => {
        p.line(
          "M250,130C230,300 290,420 250,620M330,130C350,320 300,460 345,720M430,130C410,280 470,430 430,720M520,130C540,300 490,420 530,620",
          "#5a3423",
          5,
          { o: 0.28 },
        );
        p.line("M290,130C300,300 270,460 300,620M480,130C470,320 510,460 480,620", "#e0b08a", 4, {
          o: 0.35,
        });
      });
      p.oval(400, 672, 17, 17, "#d9b79b");
    });
    lemon(p, 344, 276, 70);
    lemon(p, 432, 352, 62);
    p.line("M566,250C540,330 520,380 470,450", darker(inks.leaf, 0.2), 6);
    for (const [x, y] of [
      [552, 290],
      [530, 346],
      [500, 402],
    ] as const) {
      leaf(p, x, y, 64, 64, inks.leaf);
      leaf(p, x, y, 64, -62, inks.leaf);
    }
  },
};

function mill(p: Paper, x: number, top: number, wood: string): void {
  const foot = 640;
  const side = `M${x - 46},${top + 130}C${x - 30},${top + 200} ${x - 40},${foot - 150} ${x - 72},${foot - 60}V${foot}A72,13 0 0 0 ${x + 72},${foot}V${foot - 60}C${x + 40},${foot - 150} ${x + 30},${top + 200} ${x + 46},${top + 130}Z`;
  p.shape(side, p.round(wood));
  p.shape(
    `M${x - 72},${foot - 58}A72,13 0 0 0 ${x + 72},${foot - 58}V${foot - 46}A72,13 0 0 1 ${x - 72},${foot - 46}Z`,
    darker(wood, 0.35),
    { o: 0.5 },
  );
  p.shape(tub(x, top + 112, 48, top + 130, 48), p.round(inks.brass));
  p.shape(
    `M${x - 52},${top + 112}C${x - 76},${top + 40} ${x - 40},${top} ${x},${top}S${x + 76},${top + 40} ${x + 52},${top + 112}A52,10 0 0 1 ${x - 52},${top + 112}Z`,
    p.round(lighter(wood, 0.06)),
  );
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
    for (const [x, y, c] of [
      [372, 694, "#4a3430"],
      [404, 704, "#5b4038"],
      [392, 682, "#3e2b2a"],
      [560, 690, "#ffffff"],
      [584, 700, "#fdf8f0"],
      [574, 680, "#ffffff"],
    ] as const) {
      p.oval(x + 4, y + 6, 12, 6, inks.shadow, { o: 0.25 });
      p.disc(x, y, 10, p.ball(c));
    }
  },
};

function bowl(p: Paper, x: number, y: number, r: number, depth: number, holds: string): void {
  p.shape(
    tub(x, y + depth - 6, r * 0.4, y + depth + 16, r * 0.42),
    p.round(darker(inks.white, 0.12)),
  );
  p.shape(
    `M${x - r},${y}C${x - r * 0.94},${y + depth * 0.85} ${x - r * 0.5},${y + depth} ${x},${y + depth}S${x + r * 0.94},${y + depth * 0.85} ${x + r},${y}Z`,
    p.round("#f5f1ea"),
  );
  p.line(
    `M${x - r * 0.985},${y + 16}A${r * 0.985},${r * 0.17} 0 0 0 ${x + r * 0.985},${y + 16}`,
    "#4f6fa3",
    6,
  );
  mouth(p, x, y, r, inks.white, "#efe9df", holds);
}

const bowls: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 280, 634, 110);
    ground(p, 520, 664, 110);
    bowl(p, 290, 470, 158, 140, "#f4eee2");
    p.shape(
      "M150,474C170,392 230,366 290,366S410,392 430,474A140,22 0 0 1 150,474Z",
      p.ball("#fcf8ef"),
    );
    for (const [x, y] of [
      [230, 420],
      [270, 396],
      [318, 402],
      [356, 428],
      [296, 438],
      [210, 456],
      [390, 462],
      [336, 460],
      [250, 464],
    ] as const)
      p.oval(x, y, 15, 7, "#e2d8c6", { o: 0.75, t: `rotate(${(x * 7) % 90} ${x} ${y})` });
    bowl(p, 524, 536, 142, 112, "#c98d4e");
    for (const [x, y] of [
      [490, 538],
      [540, 546],
      [574, 534],
    ] as const)
      p.rect(x - 17, y - 8, 34, 16, 4, p.sheet("#fbf0dc"));
    p.oval(520, 530, 12, 4, inks.leaf);
    p.oval(560, 548, 10, 3, inks.leaf);
  },
};

const bowlsFromAbove: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    for (const [x, y, r, c] of [
      [290, 360, 170, "#fbf6ea"],
      [560, 500, 150, "#c98d4e"],
    ] as const) {
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
    for (const [x, y, turn] of [
      [530, 470, 12],
      [590, 500, 40],
      [540, 540, -20],
    ] as const)
      p.rect(x - 24, y - 24, 48, 48, 8, p.sheet("#fbf0dc"), { t: `rotate(${turn} ${x} ${y})` });
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
  ...kitchenCoffee,
  "cast-iron-pot": castIron,
  "cast-iron-pot-2": castIronOpen,
  "walnut-cutting-board": board,
  "pepper-mill-pair": mills,
  "porcelain-bowl-set": bowls,
  "porcelain-bowl-set-2": bowlsFromAbove,
};
