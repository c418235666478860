import { drum, gleam, ground, leaf, mouth, steam, tub } from "./forms.ts";
import { darker, lighter, type Paper } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "food";

function bean(p: Paper, x: number, y: number, turn: number, size = 26): void {
  p.stamp(`bean ${size}`, `translate(${x},${y})rotate(${turn})`, () => {
    p.oval(0, 0, size, size * 0.68, p.ball("#7a4a30"));
    p.line(
      `M${-size * 0.86},0C${-size * 0.3},${-size * 0.3} ${size * 0.3},${size * 0.3} ${size * 0.86},0`,
      "#3a2018",
      4,
    );
  });
}

const coffee: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 400, 652, 190);
    const kraft = "#c19261";
    p.shape("M262,180H538L556,640C500,662 300,662 244,640Z", p.round(kraft));
    p.shape(
      "M262,180H538L540,236H260Z",
      p.across(lighter(kraft, 0.3), lighter(kraft, 0.1), darker(kraft, 0.2)),
    );
    p.line("M260,236H540M264,196H536", darker(kraft, 0.3), 4, { o: 0.6 });
    p.shape("M262,240C290,380 282,520 244,640L270,648C312,520 316,380 300,240Z", "#fff6e4", {
      o: 0.25,
    });
    p.shape("M540,240C512,380 520,520 556,640L534,646C496,520 490,380 504,240Z", inks.shadow, {
      o: 0.16,
    });
    p.disc(400, 282, 17, p.slant("#8f6a44", "#d9b184"));
    p.disc(400, 282, 7, "#7d5a38");
    p.rect(310, 336, 180, 220, 12, p.slant("#fffaf0", "#f1e5cf"));
    p.rect(326, 352, 148, 126, 8, p.slant("#dd8a5e", inks.clay));
    p.disc(436, 386, 17, "#fbe3a8");
    p.shape("M326,478V450L370,404L404,440L430,420L474,462V478Z", "#8f3f2b");
    p.line("M346,504H454M366,530H434", "#b9a283", 6);
    p.shade(5, 0.3, () => p.oval(614, 668, 70, 14, inks.shadow));
    for (const [x, y, turn] of [
      [580, 652, 20],
      [634, 664, -30],
      [600, 684, 60],
      [190, 676, -10],
    ] as const)
      bean(p, x, y, turn);
  },
};

const coffeeScoop: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    p.at("rotate(-32 400 400)", () => {
      p.shade(16, 0.32, () => {
        p.oval(336, 430, 176, 150, inks.shadow);
        p.rect(480, 396, 290, 56, 28, inks.shadow);
      });
      p.rect(
        460,
        372,
        300,
        54,
        27,
        p.down(lighter(inks.walnut, 0.3), inks.walnut, darker(inks.walnut, 0.2)),
      );
      p.disc(728, 399, 11, "#f3dca0");
      p.oval(
        320,
        400,
        176,
        150,
        p.slant(lighter(inks.walnut, 0.35), inks.walnut, darker(inks.walnut, 0.3)),
      );
      p.oval(320, 404, 150, 124, darker(inks.walnut, 0.5));
    });
    for (const [x, y, turn] of [
      [270, 480, 10],
      [330, 400, 70],
      [400, 380, -20],
      [420, 450, 40],
      [330, 520, -40],
      [250, 420, 100],
      [320, 460, 30],
      [390, 510, 80],
      [280, 540, 0],
      [370, 440, -60],
    ] as const)
      bean(p, x, y, turn, 42);
    for (const [x, y, turn] of [
      [130, 620, 30],
      [560, 640, -30],
      [620, 560, 40],
      [200, 250, 80],
    ] as const) {
      p.oval(x + 8, y + 12, 36, 24, inks.shadow, { o: 0.18 });
      bean(p, x, y, turn, 36);
    }
  },
};

/** A lidded jar with straight sides and round shoulders. */
function jar(p: Paper, x: number, inner: string): void {
  const glass = `M${x - 118},340C${x - 150},352 ${x - 162},372 ${x - 162},402V606C${x - 162},640 ${x - 140},652 ${x - 110},654A112,12 0 0 0 ${x + 110},654C${x + 140},652 ${x + 162},640 ${x + 162},606V402C${x + 162},372 ${x + 150},352 ${x + 118},340Z`;
  p.shape(glass, p.across(["#ffffff", 0, 0.85], ["#ffffff", 0.5, 0.4], ["#e8e0d0", 1, 0.85]));
  p.shape(
    `M${x - 130},376C${x - 146},384 ${x - 150},396 ${x - 150},410V600C${x - 150},632 ${x - 136},640 ${x - 106},642A110,12 0 0 0 ${x + 106},642C${x + 136},640 ${x + 150},632 ${x + 150},600V410C${x + 150},396 ${x + 146},384 ${x + 130},376Z`,
    inner,
  );
}

const honey: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 370, 654, 180);
    jar(p, 370, p.across("#f8c04a", "#f0a32c", "#c9711a"));
    p.oval(370, 376, 130, 16, "#f9d27a");
    gleam(p, "M236,420V590C236,606 244,616 256,620V408C244,408 236,412 236,420Z", 0.55);
    p.shape(tub(370, 292, 130, 344, 130), p.round("#e9d9b6"));
    p.oval(370, 292, 130, 21, p.slant("#fdf5e0", "#e9d9b6"));
    p.shape("M370,428L444,470V556L370,598L296,556V470Z", p.slant("#fffaf0", "#f4e3be"));
    p.oval(352, 500, 22, 13, "#ffffff", { t: "rotate(30 352 500)" });
    p.oval(388, 498, 22, 13, "#e9eef2", { t: "rotate(-30 388 498)" });
    p.oval(370, 528, 17, 28, "#f0b23a");
    p.line("M355,520H385M354,534H386", "#5a3a20", 7);
    ground(p, 610, 668, 80, 0.16);
    p.at("rotate(28 612 560)", () => {
      p.rect(602, 300, 20, 260, 10, p.round(inks.oak));
      [30, 40, 44, 40, 28].forEach((half, i) => {
        p.rect(612 - half, 548 + i * 25, 2 * half, 20, 10, p.round(i > 2 ? "#eda52f" : inks.oak));
      });
    });
  },
};

const tea: Picture = {
  room,
  backdrop: "panel",
  draw(p) {
    ground(p, 330, 646, 140);
    const tin = "#4d7a58";
    p.shape(tub(330, 330, 140, 644, 140), p.round(tin));
    p.shape(tub(330, 400, 140.5, 590, 140.5), p.round("#f5ead0"));
    leaf(p, 330, 552, 120, 0, "#6f9a5b");
    leaf(p, 330, 556, 92, 52, "#6f9a5b");
    leaf(p, 330, 556, 92, -52, "#5c8a4e");
    drum(p, 330, 250, 340, 145, tin);
    p.oval(330, 250, 40, 6.8, darker(tin, 0.1));
    gleam(p, "M218,290V640L244,646V298Z", 0.2);
    ground(p, 586, 672, 84);
    p.shape(tub(586, 574, 92, 672, 58, 34), p.round("#e7efe4"));
    mouth(p, 586, 574, 92, "#f4f8f1", "#dfe9da", "#b9c465");
    steam(p, 586, 556);
    for (const [x, y, turn] of [
      [440, 700, 70],
      [466, 688, 120],
    ] as const)
      leaf(p, x, y, 34, turn, "#5c8a4e");
  },
};

function strawberry(p: Paper, x: number, y: number, k: number, turn: number): void {
  p.stamp("strawberry", `translate(${x},${y})rotate(${turn})scale(${k})`, () => {
    p.shape(
      "M0,90C-50,60 -84,0 -62,-40C-46,-64 -20,-60 0,-50C20,-60 46,-64 62,-40C84,0 50,60 0,90Z",
      p.ball("#d8403f"),
    );
    p.line("M-34,-20v7M0,-16v7M34,-20v7M-20,14v7M20,14v7M-44,6v5M44,6v5M0,46v7", "#fbd98c", 6);
    for (const side of [-72, -30, 30, 72]) leaf(p, 0, -52, 50, side, inks.leaf);
  });
}

const jam: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 370, 654, 180);
    jar(p, 370, p.across("#dc4a44", "#c2302f", "#861e28"));
    for (const [x, y] of [
      [280, 440],
      [460, 420],
      [300, 610],
      [450, 610],
      [490, 520],
    ] as const)
      p.disc(x, y, 22, "#e8675a", { o: 0.45 });
    gleam(p, "M236,420V590C236,606 244,616 256,620V408C244,408 236,412 236,420Z", 0.5);
    const cloth =
      "M240,296C236,330 222,352 206,372C236,384 254,366 276,378C298,390 318,372 344,384C368,394 392,374 418,384C442,392 462,370 486,378C504,384 520,380 534,372C518,352 504,330 500,296Z";
    p.shape(cloth, p.across("#fffaf2", "#f3e6d8", "#d9c3b4"));
    p.inside(cloth, () => {
      p.line(
        "M262,290L236,400M312,290L300,400M362,290V400M412,290L424,400M462,290L486,400M200,322H540M200,358H540",
        "#d8574f",
        15,
        { o: 0.5 },
      );
    });
    p.oval(370, 296, 130, 22, p.slant("#fffaf2", "#efdccd"));
    p.line("M240,332A130,22 0 0 0 500,332", "#a97a45", 8);
    p.rect(288, 450, 164, 120, 10, p.slant("#fffaf0", "#f2e3cb"));
    strawberry(p, 370, 502, 0.5, 0);
    ground(p, 610, 664, 80);
    strawberry(p, 612, 588, 1, 14);
  },
};

const sesame: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 370, 652, 108);
    const bottle =
      "M336,250C336,310 268,330 264,410V630C264,646 274,652 300,654A110,10 0 0 0 440,654C466,652 476,646 476,630V410C472,330 404,310 404,250Z";
    p.shape(bottle, p.across("#c98a3a", ["#eab65a", 0.24], ["#b0691f", 0.6], "#74400f"));
    p.shape("M338,250H402C402,270 398,286 388,300H352C342,286 338,270 338,250Z", "#f0c878", {
      o: 0.5,
    });
    p.shape("M264,440H476V600H264Z", p.round("#faf0da"));
    p.line("M300,470H440", inks.red, 6);
    for (const [x, y, turn] of [
      [350, 528, -30],
      [392, 528, 30],
      [370, 556, 0],
      [370, 506, 0],
    ] as const)
      p.oval(x, y, 10, 18, "#d9a44a", { t: `rotate(${turn} ${x} ${y})` });
    gleam(p, "M288,420C290,372 318,352 334,334L344,340C326,366 308,384 306,436H288Z", 0.6);
    p.shape(tub(370, 176, 42, 254, 44), p.round(inks.red));
    p.oval(370, 176, 42, 7, lighter(inks.red, 0.3));
    ground(p, 590, 668, 92);
    p.shape(tub(590, 596, 104, 668, 60, 30), p.round("#8a5f43"));
    mouth(p, 590, 596, 104, "#a97b59", "#7d543a");
    p.shape(
      "M500,596C530,560 560,548 590,548S650,560 680,596A90,12 0 0 1 500,596Z",
      p.ball("#efdcae"),
    );
    p.line("M540,588h6M566,572h6M600,564h6M630,582h6M586,592h6M656,594h5M614,596h5", "#c9a866", 7);
  },
};

export const foodJars: Pictures = {
  "coffee-beans": coffee,
  "coffee-beans-2": coffeeScoop,
  "acacia-honey": honey,
  "green-tea-tin": tea,
  "strawberry-jam": jam,
  "sesame-oil": sesame,
};
