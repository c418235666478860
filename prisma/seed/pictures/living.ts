import { gleam, ground, mouth, tub } from "./forms.ts";
import { livingLight } from "./living-light.ts";
import { darker, lighter, type Paper } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "living";

function pillow(p: Paper, color: string): void {
  const outline =
    "M-196,-190C-120,-168 120,-168 196,-190C176,-110 176,110 200,194C120,170 -120,170 -200,194C-176,110 -176,-110 -196,-190Z";
  p.shape(outline, p.ball(color));
  p.line(
    "M-186,-180C-110,-158 110,-158 186,-180C166,-106 166,106 190,184C110,160 -110,160 -190,184C-166,106 -166,-106 -186,-180Z",
    lighter(color, 0.4),
    4,
    { o: 0.55 },
  );
  p.line(
    "M-180,-174C-150,-150 -130,-120 -120,-96M180,-174C150,-150 136,-124 128,-100M184,178C150,150 130,126 122,104M-184,178C-150,150 -132,126 -124,104",
    darker(color, 0.3),
    5,
    { o: 0.35 },
  );
}

const cushion: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 400, 640, 206, 0.16);
    p.at("translate(400,440)rotate(-4)scale(1.1)", () => {
      pillow(p, "#d98f6c");
      p.line("M-118,-160V160M-96,-158V158M96,-158V158M118,-160V160", "#fbeede", 6, { o: 0.7 });
    });
  },
};

const cushionPair: Picture = {
  room,
  backdrop: "panel",
  draw(p) {
    ground(p, 400, 652, 250, 0.14);
    p.at("translate(300,430)rotate(-8)", () => pillow(p, "#f0e6d2"));
    p.at("translate(492,470)rotate(9)scale(.92)", () => {
      pillow(p, "#d98f6c");
      p.line("M-118,-160V160M-96,-158V158M96,-158V158M118,-160V160", "#fbeede", 6, { o: 0.6 });
    });
  },
};

function moonJar(p: Paper, x: number, foot: number, k: number): void {
  p.at(`translate(${x},${foot})scale(${k})`, () => {
    const outline =
      "M-74,-370C-80,-352 -100,-342 -128,-324C-196,-280 -212,-220 -208,-170C-204,-90 -130,-30 -84,-2A84,13 0 0 0 84,-2C134,-32 206,-92 208,-172C210,-224 194,-282 126,-324C100,-342 80,-352 74,-370Z";
    p.shape(outline, p.ball("#f1ece2"));
    p.line("M-207,-178C-120,-150 120,-148 208,-182", "#d8cfc2", 4, { o: 0.5 });
    gleam(
      p,
      "M-168,-220C-156,-270 -118,-298 -84,-308C-124,-272 -140,-220 -136,-160C-156,-170 -172,-196 -168,-220Z",
      0.7,
    );
    p.oval(0, -370, 74, 13, p.across("#ffffff", "#e6dfd2"));
    p.oval(0, -369, 62, 9, p.across("#8b8076", "#b7aca0"));
  });
}

const moonVase: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 400, 656, 170);
    p.line(
      "M396,330C400,250 360,220 372,150C376,120 400,100 420,76M376,196C420,180 470,170 500,120M386,266C340,240 310,220 290,176",
      "#5c4034",
      9,
    );
    moonJar(p, 400, 652, 0.92);
    for (const [x, y, r] of [
      [420, 80, 22],
      [500, 122, 24],
      [292, 176, 23],
      [372, 150, 18],
      [448, 168, 20],
      [336, 228, 17],
    ] as const) {
      p.disc(x, y, r, p.ball("#f0a7a6"));
      p.disc(x, y, r * 0.32, "#fbe6b4");
    }
  },
};

const moonVaseBare: Picture = {
  room,
  backdrop: "panel",
  draw(p) {
    ground(p, 340, 664, 190);
    moonJar(p, 340, 662, 1.12);
    ground(p, 610, 672, 84);
    p.shape(tub(610, 596, 84, 672, 60, 30), p.round("#8fa79b"));
    mouth(p, 610, 596, 84, "#a9bfb2", "#8fa79b", "#c9a95d");
  },
};

const basket: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    const cane = "#cf9b5e";
    ground(p, 400, 648, 190);
    p.line("M300,372C300,262 500,262 500,372", darker(cane, 0.3), 22);
    p.oval(400, 380, 206, 42, darker(cane, 0.5));
    p.shape(
      "M214,384C230,300 300,316 340,336C380,290 480,300 500,340C560,318 580,350 588,384C540,424 260,424 214,384Z",
      p.slant("#fffaf0", "#eadfcb", "#cdbfa8"),
    );
    p.line("M340,336C330,360 338,386 350,404M500,340C478,356 470,380 472,404", "#c4b59c", 6, {
      o: 0.7,
    });
    const side =
      "M194,380C200,470 214,580 238,640A162,26 0 0 0 562,640C586,580 600,470 606,380A206,42 0 0 1 194,380Z";
    p.shape(side, p.round(cane));
    p.inside(side, () => {
      let rows = "";
      for (let y = 430; y < 690; y += 34) rows += `M190,${y - 30}A210,44 0 0 0 610,${y - 30}`;
      p.line(rows, darker(cane, 0.38), 5, { o: 0.55 });
      let stakes = "";
      for (let i = -5; i <= 5; i++) stakes += `M${400 + i * 38},390L${400 + i * 31},680`;
      p.line(stakes, lighter(cane, 0.45), 8, { o: 0.5 });
    });
    p.line("M194,380A206,42 0 0 0 606,380", lighter(cane, 0.16), 24);
    p.line("M194,376A206,42 0 0 0 606,376", lighter(cane, 0.5), 6, { o: 0.6 });
    p.line("M298,418C300,520 500,520 502,418", darker(cane, 0.15), 20);
    p.line("M296,414C298,512 498,512 500,414", lighter(cane, 0.4), 6, { o: 0.6 });
  },
};

const throwBlanket: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 400, 650, 236, 0.15);
    const wool = "#b5543f";
    for (const [y, inset] of [
      [560, 0],
      [470, 8],
      [380, 18],
    ] as const) {
      const outline = `M${210 + inset},${y}H${560 - inset}C${632 - inset},${y} ${632 - inset},${y + 90} ${560 - inset},${y + 90}H${210 + inset}C${178 + inset},${y + 90} ${178 + inset},${y} ${210 + inset},${y}Z`;
      p.shape(outline, p.down(lighter(wool, 0.2), wool, darker(wool, 0.35)));
      p.inside(outline, () => {
        p.rect(250, y, 46, 90, 0, "#f7e3c4", { o: 0.75 });
        p.rect(330, y, 14, 90, 0, "#2f3b4c", { o: 0.55 });
        p.rect(420, y, 46, 90, 0, "#f7e3c4", { o: 0.75 });
        p.rect(500, y, 14, 90, 0, "#2f3b4c", { o: 0.55 });
        p.rect(180, y + 40, 470, 12, 0, "#2f3b4c", { o: 0.28 });
        p.rect(180, y + 78, 470, 14, 0, inks.shadow, { o: 0.3 });
      });
      p.line(
        `M${566 - inset},${y + 26}C${590 - inset},${y + 30} ${590 - inset},${y + 60} ${566 - inset},${y + 64}`,
        darker(wool, 0.45),
        5,
        { o: 0.5 },
      );
    }
    let fringe = "";
    for (let x = 256; x < 520; x += 17)
      fringe += `M${x},520C${x - 5},530 ${x + 5},546 ${x - 2},${560 + (x % 3) * 3}`;
    p.shade(7, 0.35, () => p.rect(252, 400, 284, 150, 8, inks.shadow));
    p.line(fringe, "#f3dcbb", 8);
    const drape = "M246,386C246,374 254,370 264,370H506C520,370 528,378 528,388L524,526H248Z";
    p.shape(drape, p.down(lighter(wool, 0.3), wool, darker(wool, 0.12)));
    p.inside(drape, () => {
      p.shape("M296,370h42v160h-42zM440,370h42v160h-42zM240,456h300v34h-300z", "#f7e3c4", {
        o: 0.7,
      });
      p.shape("M372,370h12v160h-12zM404,370h12v160h-12zM240,420h300v10h-300z", "#2f3b4c", {
        o: 0.5,
      });
    });
  },
};

export const living: Pictures = {
  ...livingLight,
  "linen-cushion": cushion,
  "linen-cushion-2": cushionPair,
  "moon-jar-vase": moonVase,
  "moon-jar-vase-2": moonVaseBare,
  "rattan-basket": basket,
  "wool-throw": throwBlanket,
};
