import { gleam, ground, leaf, lift, tub } from "./forms.ts";
import { lighter } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "bath";

const handWash: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 410, 654, 150);
    p.shape(
      "M336,350C300,360 276,384 276,420V624C276,646 290,652 310,655A100,11 0 0 0 510,655C530,652 544,646 544,624V420C544,384 520,360 484,350Z",
      p.across("#b8743a", ["#dc9a58", 0.22], ["#8a4c20", 0.62], "#5b2e12"),
    );
    p.shape(tub(410, 322, 64, 352, 76), p.across("#c17d42", "#8a4c20", "#5b2e12"));
    p.shape(tub(410, 278, 60, 326, 60), p.round(inks.coal));
    p.rect(400, 214, 20, 70, 4, p.round("#55535f"));
    p.shape(
      "M270,186C270,176 280,172 296,172H430C452,172 460,184 460,200V222H368C330,222 316,212 292,214L284,242H266Z",
      p.down("#605e6e", inks.coal),
    );
    p.line("M300,180H426", "#8f8d9f", 5);
    p.shape("M276,442H544V600H276Z", p.round("#fbf3e4"));
    p.line("M410,574V470", "#5c8a5b", 5);
    for (const [y, turn] of [
      [552, 60],
      [552, -60],
      [524, 52],
      [524, -52],
      [498, 40],
      [498, -40],
    ] as const)
      leaf(p, 410, y, 46, turn, "#7d9f84");
    gleam(p, "M298,426C298,396 318,382 336,372L346,382C330,394 322,404 322,432H298Z", 0.55);
  },
};

const toothbrushes: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 400, 652, 130);
    for (const [x, turn, color] of [
      [346, -13, "#7ea6b8"],
      [376, -5, "#e08a7c"],
      [424, 5, "#8fae78"],
      [452, 13, "#e0b657"],
    ] as const)
      p.stamp(`brush ${color}`, `translate(${x},600)rotate(${turn})`, () => {
        p.rect(-34, -424, 22, 92, 6, p.across("#ffffff", "#e8ecee"));
        p.rect(-34, -424, 8, 92, 4, color);
        p.shape(
          "M-12,-440C-12,-452 14,-452 14,-440V-330C14,-300 8,-290 9,-250L14,0H-12L-8,-250C-7,-290 -12,-300 -12,-330Z",
          p.round("#d9b077"),
        );
      });
    p.shape(tub(400, 400, 126, 646, 112, 22), p.round("#f2dcd8"));
    p.shape("M277,470A124,20 0 0 0 523,470L521,500A122,20 0 0 1 279,500Z", p.round("#d9918f"));
    p.line("M274,400A126,21 0 0 0 526,400", "#fffaf4", 9);
    gleam(p, "M296,430L306,610C312,622 320,628 330,630L322,436Z", 0.5);
  },
};

const bathSalt: Picture = {
  room,
  backdrop: "panel",
  draw(p) {
    ground(p, 350, 652, 170);
    p.shape(
      tub(350, 340, 150, 648, 150, 26),
      p.across(["#ffffff", 0, 0.9], ["#ffffff", 0.5, 0.5], ["#e2d9e6", 1, 0.9]),
    );
    const salt = tub(350, 400, 138, 636, 138, 22);
    p.shape(salt, p.round("#c9b3d9"));
    p.inside(salt, () => {
      p.line(
        "M240,440h0M300,470h0M370,430h0M440,460h0M260,520h0M340,540h0M420,520h0M470,560h0M290,590h0M380,600h0M450,610h0",
        "#f3eaf8",
        17,
      );
      p.line(
        "M270,450h0M330,440h0M410,440h0M470,500h0M310,510h0M380,490h0M240,570h0M340,610h0M430,570h0",
        "#9f83b8",
        13,
      );
    });
    p.oval(350, 400, 138, 22, "#e2d3ec");
    p.shape(tub(350, 282, 142, 346, 142), p.round(inks.oak));
    p.oval(350, 282, 142, 24, p.slant(lighter(inks.oak, 0.4), inks.oak));
    p.rect(282, 478, 136, 104, 8, p.slant("#fffaf2", "#efe3dc"));
    p.line("M350,570V506", "#7a9a68", 5);
    p.line("M350,496h0M338,508h0M362,508h0M342,522h0M358,522h0M338,536h0M362,536h0", "#8f6fb0", 14);
    gleam(p, "M218,360V610L238,622V366Z", 0.55);
    ground(p, 600, 676, 100, 0.14);
    p.rect(620, 610, 130, 24, 12, p.down(lighter(inks.walnut, 0.2), inks.walnut), {
      t: "rotate(-24 620 622)",
    });
    p.shape("M520,622H660C660,664 630,682 590,682S520,664 520,622Z", p.round(inks.walnut));
    p.shape(
      "M526,624C546,590 570,584 590,584S636,592 654,624A64,9 0 0 1 526,624Z",
      p.ball("#d9c7e6"),
    );
    p.line("M560,610h0M590,600h0M618,612h0M580,618h0", "#f8f2fb", 12);
  },
};

const diffuser: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 400, 654, 140);
    for (const [x, turn] of [
      [386, -24],
      [394, -11],
      [400, 1],
      [406, 12],
      [414, 25],
    ] as const)
      p.rect(x - 5, 110, 10, 520, 5, p.across("#e3c597", "#a97f4c"), {
        t: `rotate(${turn} 400 440)`,
      });
    p.shape(
      "M356,388V410C356,426 268,432 268,480V628C268,646 280,652 300,655A100,11 0 0 0 500,655C520,652 532,646 532,628V480C532,432 444,426 444,410V388Z",
      p.across(["#ffffff", 0, 0.9], ["#fdf3f2", 0.45, 0.6], ["#e3c6c8", 1, 0.92]),
    );
    p.shape(
      "M280,520H520V626C520,640 510,643 492,645A92,9 0 0 1 308,645C290,643 280,640 280,626Z",
      p.across("#f3c9bd", "#e8a89b", "#c98078"),
    );
    p.oval(400, 520, 120, 15, "#f8d9cf");
    p.rect(330, 500, 140, 100, 6, p.slant("#fffaf4", "#f1e4da"));
    p.disc(400, 550, 27, "#e9c6bf");
    p.disc(400, 550, 15, "#fffaf4");
    p.shape(tub(400, 362, 50, 394, 50), p.round(inks.brass));
    p.oval(400, 362, 50, 8.5, "#8a6a2c");
    gleam(p, "M288,490C288,462 312,452 330,446L338,458C320,466 308,474 308,500V630L288,620Z", 0.65);
  },
};

const slippers: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    for (const side of [-1, 1]) {
      const place = `translate(${400 + side * 128},400)rotate(${side * 7})scale(${side},1)`;
      const sole =
        "M-10,-270C70,-274 112,-190 104,-90C98,-20 88,40 92,120C98,220 60,272 -4,272C-70,272 -98,220 -92,130C-86,50 -104,0 -106,-90C-108,-200 -80,-266 -10,-270Z";
      lift(p, sole, 22, { t: place });
      p.at(place, () => {
        p.shape(sole, "#a9636c", { t: "translate(0,12)" });
        p.shape(sole, p.down("#efb9b8", "#e0979b"));
        p.shape(
          "M-8,-244C54,-246 88,-180 82,-90C76,-10 68,40 72,120C76,200 44,246 -4,246C-50,246 -76,204 -70,130C-66,50 -82,0 -84,-90C-86,-190 -60,-242 -8,-244Z",
          p.down("#c97c84", "#d98d92"),
        );
        p.line("M-30,120H30M-36,156H36M-30,192H30M-20,84H20", "#b5666f", 13);
        const strap =
          "M-114,-150C-60,-214 60,-214 112,-150C124,-90 116,0 104,40C50,2 -50,2 -100,40C-116,0 -124,-90 -114,-150Z";
        p.shape(strap, "#8f4b55", { o: 0.35, t: "translate(3,12)" });
        p.shape(strap, p.slant("#fbe0dc", "#efb9b8", "#d98d92"));
        p.line("M-62,-110L-50,-30M-20,-126L-16,-44M24,-126L20,-44M66,-110L54,-30", "#c97c84", 13);
        p.line("M-98,-146C-50,-196 40,-198 84,-164", "#fffaf6", 6, { o: 0.8 });
      });
    }
  },
};

export const bathBottles: Pictures = {
  "hand-wash": handWash,
  "bamboo-toothbrushes": toothbrushes,
  "bath-salt": bathSalt,
  "reed-diffuser": diffuser,
  "bath-slippers": slippers,
};
