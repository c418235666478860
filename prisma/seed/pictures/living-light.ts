import { drum, flame, gleam, ground, lift, shine, tub } from "./forms.ts";
import { darker, lighter, type Paper } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "living";

function mushroom(p: Paper, color: string, lit: boolean): void {
  p.shape(tub(400, 612, 108, 640, 112), p.round(color));
  p.oval(400, 612, 108, 18, p.slant(lighter(color, 0.4), color));
  p.shape(
    "M356,410C352,500 344,570 332,612A68,11 0 0 0 468,612C456,570 448,500 444,410Z",
    p.round(lit ? "#f6d596" : lighter(color, 0.05)),
  );
  p.oval(400, 404, 176, 30, lit ? p.halo("#fff8dc", "#ffd987") : p.across("#fff3d2", "#f1d9a4"));
  const dome =
    "M196,398C196,250 290,188 400,188S604,250 604,398C604,414 574,420 560,414C480,384 320,384 240,414C226,420 196,414 196,398Z";
  p.shape(dome, lit ? p.down(darker(color, 0.05), lighter(color, 0.15), "#ffd58f") : p.ball(color));
  gleam(
    p,
    "M236,352C246,272 300,226 356,216C306,246 274,296 264,356C256,366 236,366 236,352Z",
    lit ? 0.25 : 0.45,
  );
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

function glassCandle(
  p: Paper,
  x: number,
  foot: number,
  k: number,
  wax: string,
  lit: boolean,
): void {
  p.at(`translate(${x},${foot})scale(${k})`, () => {
    p.shape(
      tub(0, -300, 128, 0, 120, 22),
      p.across(["#ffffff", 0, 0.7], ["#ffffff", 0.5, 0.25], ["#d8dfd2", 1, 0.8]),
    );
    p.shape(tub(0, -232, 118, -12, 110, 18), p.round(wax));
    p.oval(
      0,
      -232,
      118,
      20,
      lit ? p.halo("#fff3cf", lighter(wax, 0.3)) : p.across(lighter(wax, 0.4), wax),
    );
    p.rect(-60, -166, 120, 108, 6, p.slant("#fdf8ee", "#efe4d0"));
    p.line(
      "M0,-74V-140M0,-92C-20,-96 -28,-108 -28,-122C-12,-120 -2,-108 0,-92C20,-96 28,-108 28,-122C12,-120 2,-108 0,-92",
      inks.forest,
      5,
    );
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
    glassCandle(p, 520, 630, 0.8, "#f3dcb6", true);
    glassCandle(p, 320, 670, 1.04, "#f3dcb6", true);
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
      p.rect(395, 204, 10, hour % 3 === 0 ? 44 : 22, 5, hour % 3 === 0 ? inks.coal : "#b5a894", {
        t: `rotate(${hour * 30} 400 404)`,
      });
    p.shade(4, 0.3, () => p.line("M408,420L306,348M408,420L500,270", inks.shadow, 12));
    p.line("M400,404L300,336", inks.coal, 16);
    p.line("M400,404L492,256", inks.coal, 11);
    p.line("M386,462L426,288", inks.clay, 5);
    p.disc(400, 404, 15, p.ball(inks.brass));
  },
};

const stool: Picture = {
  room,
  backdrop: "panel",
  draw(p) {
    const wood = inks.oak;
    ground(p, 400, 656, 190, 0.14);
    const leg = (x1: number, x2: number, foot: number, shade: number): void =>
      p.shape(
        `M${x1 - 17},380L${x2 - 14},${foot}A14,4 0 0 0 ${x2 + 14},${foot}L${x1 + 17},380Z`,
        p.round(darker(wood, shade)),
      );
    leg(352, 326, 610, 0.3);
    leg(458, 492, 610, 0.34);
    p.line("M302,528L510,520", darker(wood, 0.28), 16);
    leg(290, 240, 668, 0);
    leg(512, 560, 668, 0.08);
    p.line("M272,552C360,572 450,572 532,552", darker(wood, 0.1), 18);
    p.line("M272,548C360,567 450,567 532,548", lighter(wood, 0.3), 5, { o: 0.6 });
    p.shade(8, 0.35, () => p.oval(400, 416, 170, 20, inks.shadow));
    drum(p, 400, 352, 394, 206, wood);
    p.line(
      "M250,346C330,330 470,330 552,348M230,360C330,372 480,372 566,358M300,334C370,326 440,326 500,334",
      darker(wood, 0.2),
      4,
      { o: 0.35 },
    );
    for (const x of [292, 400, 508]) p.oval(x, x === 400 ? 372 : 358, 13, 5, darker(wood, 0.35));
  },
};

export const livingLight: Pictures = {
  "mushroom-lamp": lamp,
  "mushroom-lamp-2": lampAtNight,
  "soy-candle": candle,
  "soy-candle-2": candlesAtNight,
  "ash-wall-clock": clock,
  "oak-stool": stool,
};
