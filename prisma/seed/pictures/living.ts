import { drum, flame, gleam, ground, leaf, lift, mouth, shine, tub } from "./forms.ts";
import { darker, lighter, type Paper } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "living";

function pillow(p: Paper, color: string): void {
  const outline = "M-196,-190C-120,-168 120,-168 196,-190C176,-110 176,110 200,194C120,170 -120,170 -200,194C-176,110 -176,-110 -196,-190Z";
  p.shape(outline, p.ball(color));
  p.line("M-186,-180C-110,-158 110,-158 186,-180C166,-106 166,106 190,184C110,160 -110,160 -190,184C-166,106 -166,-106 -186,-180Z", lighter(color, 0.4), 4, { o: 0.55 });
  p.line("M-180,-174C-150,-150 -130,-120 -120,-96M180,-174C150,-150 136,-124 128,-100M184,178C150,150 130,126 122,104M-184,178C-150,150 -132,126 -124,104", darker(color, 0.3), 5, { o: 0.35 });
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
      pillow(p, "#7e9a76");
      p.line("M-118,-160V160M-96,-158V158M96,-158V158M118,-160V160", "#fbeede", 6, { o: 0.6 });
    });
  },
};

function mushroom(p: Paper, color: string, lit: boolean): void {
  p.shape(tub(400, 612, 108, 640, 112), p.round(color));
  p.oval(400, 612, 108, 18, p.slant(lighter(color, 0.4), color));
  p.shape("M356,410C352,500 344,570 332,612A68,11 0 0 0 468,612C456,570 448,500 444,410Z", p.round(lit ? "#f6d596" : lighter(color, 0.05)));
  p.oval(400, 404, 176, 30, lit ? p.halo("#fff8dc", "#ffd987") : p.across("#fff3d2", "#f1d9a4"));
  const dome = "M196,398C196,250 290,188 400,188S604,250 604,398C604,414 574,420 560,414C480,384 320,384 240,414C226,420 196,414 196,398Z";
  p.shape(dome, lit ? p.down(darker(color, 0.05), lighter(color, 0.15), "#ffd58f") : p.ball(color));
  gleam(p, "M236,352C246,272 300,226 356,216C306,246 274,296 264,356C256,366 236,366 236,352Z", lit ? 0.25 : 0.45);
}

const lamp: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 400, 646, 130);
    mushroom(p, "#d8694a", false);
    shine(p, 400, 470, 190, "#ffe6ae", 0.55);
  },
};

const lampAtNight: Picture = {
  room,
  backdrop: "night",
  draw(p) {
    shine(p, 400, 430, 400, "#ffcf7d", 0.6);
    p.oval(400, 646, 330, 60, p.halo(["#ffd58f", 0, 0.75], ["#ffd58f", 1, 0]));
    mushroom(p, "#c9583e", true);
  },
};

function glassCandle(p: Paper, x: number, foot: number, k: number, wax: string, lit: boolean): void {
  p.at(`translate(${x},${foot})scale(${k})`, () => {
    p.shape(tub(0, -300, 128, 0, 120, 22), p.across(["#ffffff", 0, 0.7], ["#ffffff", 0.5, 0.25], ["#d8dfd2", 1, 0.8]));
    p.shape(tub(0, -232, 118, -12, 110, 18), p.round(wax));
    p.oval(0, -232, 118, 20, lit ? p.halo("#fff3cf", lighter(wax, 0.3)) : p.across(lighter(wax, 0.4), wax));
    p.rect(-60, -166, 120, 108, 6, p.slant("#fdf8ee", "#efe4d0"));
    p.line("M0,-74V-140M0,-92C-20,-96 -28,-108 -28,-122C-12,-120 -2,-108 0,-92C20,-96 28,-108 28,-122C12,-120 2,-108 0,-92", inks.forest, 5);
    p.line("M0,-232V-262", "#4a3a34", 6);
    if (lit) flame(p, 0, -252, 74);
    p.oval(0, -300, 128, 22, "#ffffff", { o: 0.28 });
    gleam(p, "M-104,-276L-98,-40C-94,-26 -84,-20 -76,-18L-84,-270Z", 0.5);
  });
}

const candle: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    shine(p, 400, 300, 240, "#fff0c4", 0.8);
    ground(p, 400, 646, 140);
    glassCandle(p, 400, 646, 1.12, "#f3e7cf", true);
  },
};

const candlesAtNight: Picture = {
  room,
  backdrop: "night",
  draw(p) {
    shine(p, 400, 380, 390, "#ffc771", 0.6);
    p.oval(400, 664, 350, 54, p.halo(["#ffcf86", 0, 0.5], ["#ffcf86", 1, 0]));
    glassCandle(p, 240, 630, 0.72, "#e9c9a2", true);
    glassCandle(p, 570, 630, 0.72, "#d7ceb0", true);
    glassCandle(p, 400, 676, 0.94, "#f3dcb6", true);
  },
};

function moonJar(p: Paper, x: number, foot: number, k: number): void {
  p.at(`translate(${x},${foot})scale(${k})`, () => {
    const outline = "M-74,-370C-80,-352 -100,-342 -128,-324C-196,-280 -212,-220 -208,-170C-204,-90 -130,-30 -84,-2A84,13 0 0 0 84,-2C134,-32 206,-92 208,-172C210,-224 194,-282 126,-324C100,-342 80,-352 74,-370Z";
    p.shape(outline, p.ball("#f1ece2"));
    p.line("M-207,-178C-120,-150 120,-148 208,-182", "#d8cfc2", 4, { o: 0.5 });
    gleam(p, "M-168,-220C-156,-270 -118,-298 -84,-308C-124,-272 -140,-220 -136,-160C-156,-170 -172,-196 -168,-220Z", 0.7);
    p.oval(0, -370, 74, 13, p.across("#ffffff", "#e6dfd2"));
    p.oval(0, -369, 62, 9, p.across("#8b8076", "#b7aca0"));
  });
}

const moonVase: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 400, 656, 170);
    p.line("M396,330C400,250 360,220 372,150C376,120 400,100 420,76M376,196C420,180 470,170 500,120M386,266C340,240 310,220 290,176", "#5c4034", 9);
    moonJar(p, 400, 652, 0.92);
    for (const [x, y, r] of [[420, 80, 22], [500, 122, 24], [292, 176, 23], [372, 150, 18], [448, 168, 20], [336, 228, 17]] as const) {
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

const clock: Picture = {
  room,
  backdrop: "wall",
  draw(p) {
    lift(p, "M400,150A250,250 0 1 1 399,150Z", 30);
    p.disc(400, 400, 250, p.slant("#eccfa0", "#d3a973", "#a87848"));
    p.disc(400, 400, 224, p.slant("#d9cdb9", "#fffaf1"));
    p.disc(402, 404, 214, p.slant("#fffdf8", "#f3ebdd"));
    for (let hour = 0; hour < 12; hour++)
      p.rect(395, 204, 10, hour % 3 === 0 ? 44 : 22, 5, hour % 3 === 0 ? inks.coal : "#b5a894", { t: `rotate(${hour * 30} 400 404)` });
    p.shade(4, 0.3, () => p.line("M408,420L306,348M408,420L500,270", inks.shadow, 12));
    p.line("M400,404L300,336", inks.coal, 16);
    p.line("M400,404L492,256", inks.coal, 11);
    p.line("M386,462L426,288", inks.clay, 5);
    p.disc(400, 404, 15, p.ball(inks.brass));
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
    p.shape("M214,384C230,300 300,316 340,336C380,290 480,300 500,340C560,318 580,350 588,384C540,424 260,424 214,384Z", p.slant("#fffaf0", "#eadfcb", "#cdbfa8"));
    p.line("M340,336C330,360 338,386 350,404M500,340C478,356 470,380 472,404", "#c4b59c", 6, { o: 0.7 });
    const side = "M194,380C200,470 214,580 238,640A162,26 0 0 0 562,640C586,580 600,470 606,380A206,42 0 0 1 194,380Z";
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
    for (const [y, inset] of [[560, 0], [470, 8], [380, 18]] as const) {
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
      p.line(`M${566 - inset},${y + 26}C${590 - inset},${y + 30} ${590 - inset},${y + 60} ${566 - inset},${y + 64}`, darker(wool, 0.45), 5, { o: 0.5 });
    }
    let fringe = "";
    for (let x = 216; x < 350; x += 15) fringe += `M${x},376C${x - 8},400 ${x + 6},430 ${x - 4},${452 + (x % 4) * 4}`;
    p.shape("M206,316C206,300 360,300 360,316V392H206Z", p.down(lighter(wool, 0.26), wool), { o: 0 });
    p.line(fringe, "#f3dcbb", 8);
    p.shape("M198,356C198,340 206,334 220,334H560C600,334 618,352 618,378L592,396H214C200,396 198,376 198,356Z", p.down(lighter(wool, 0.34), wool));
    p.shape("M250,334H296V396H250ZM420,334H466V396H420Z", "#f7e3c4", { o: 0.8 });
    p.shape("M330,334H344V396H330ZM500,334H514V396H500Z", "#2f3b4c", { o: 0.6 });
  },
};

const stool: Picture = {
  room,
  backdrop: "panel",
  draw(p) {
    const wood = inks.oak;
    ground(p, 400, 656, 190, 0.14);
    const leg = (x1: number, x2: number, foot: number, shade: number): void =>
      p.shape(`M${x1 - 17},380L${x2 - 14},${foot}A14,4 0 0 0 ${x2 + 14},${foot}L${x1 + 17},380Z`, p.round(darker(wood, shade)));
    leg(352, 326, 610, 0.3);
    leg(458, 492, 610, 0.34);
    p.line("M302,528L510,520", darker(wood, 0.28), 16);
    leg(290, 240, 668, 0);
    leg(512, 560, 668, 0.08);
    p.line("M272,552C360,572 450,572 532,552", darker(wood, 0.1), 18);
    p.line("M272,548C360,567 450,567 532,548", lighter(wood, 0.3), 5, { o: 0.6 });
    p.shade(8, 0.35, () => p.oval(400, 416, 170, 20, inks.shadow));
    drum(p, 400, 352, 394, 206, wood);
    p.line("M250,346C330,330 470,330 552,348M230,360C330,372 480,372 566,358M300,334C370,326 440,326 500,334", darker(wood, 0.2), 4, { o: 0.35 });
    for (const x of [292, 400, 508]) p.oval(x, x === 400 ? 372 : 358, 13, 5, darker(wood, 0.35));
  },
};

export const living: Pictures = {
  "linen-cushion": cushion,
  "linen-cushion-2": cushionPair,
  "mushroom-lamp": lamp,
  "mushroom-lamp-2": lampAtNight,
  "soy-candle": candle,
  "soy-candle-2": candlesAtNight,
  "moon-jar-vase": moonVase,
  "moon-jar-vase-2": moonVaseBare,
  "ash-wall-clock": clock,
  "rattan-basket": basket,
  "wool-throw": throwBlanket,
  "oak-stool": stool,
};
