import { audioPersonal } from "./audio-personal.ts";
import { gleam, ground, lift, tub } from "./forms.ts";
import { darker, type Paper } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "audio";

const speaker: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    const mesh = "#4f8f8b";
    ground(p, 400, 650, 150);
    const side = tub(400, 240, 150, 640, 150, 30);
    p.shape(side, p.round(mesh));
    p.inside(side, () => {
      let dots = "";
      for (let row = 0; row < 13; row++) dots += `M${252 + (row % 2) * 9},${282 + row * 25}H560`;
      p.dots(dots, darker(mesh, 0.4), 7, 18, 0.45);
    });
    p.shape(tub(400, 590, 150, 640, 150, 30), p.round(inks.coal));
    p.oval(400, 240, 150, 26, p.slant("#6b697c", inks.coal));
    p.oval(400, 240, 118, 19, p.across("#2c2b37", "#535162"));
    p.line("M372,240H392M382,236V244M412,240H432", "#d9d5e4", 4);
    p.line("M540,290C600,290 612,360 606,420C602,452 570,450 546,440", "#e0925c", 17);
    p.line("M540,286C592,288 606,350 602,410", "#f4c39d", 5);
    p.rect(346, 420, 108, 74, 14, p.slant("#f7f1e6", "#ddd2c0"));
    p.line("M374,446V468M390,436V478M406,450V464M422,440V474", mesh, 7);
    gleam(p, "M286,280V566L316,576V286Z", 0.2);
  },
};

function record(p: Paper, x: number, y: number, r: number): void {
  p.disc(x, y, r, "#23212b");
  for (const k of [0.94, 0.82, 0.7, 0.58, 0.47]) p.ring(x, y, r * k, 2, "#4a4756");
  const beam = `M${x},${y}L${x - r * 0.9},${y - r * 0.42}A${r},${r} 0 0 1 ${x - r * 0.5},${y - r * 0.86}ZM${x},${y}L${x + r * 0.9},${y + r * 0.42}A${r},${r} 0 0 1 ${x + r * 0.5},${y + r * 0.86}Z`;
  p.shape(beam, "#ffffff", { o: 0.13 });
  p.disc(x, y, r * 0.34, p.slant("#f0a070", "#cf5f48"));
  p.ring(x, y, r * 0.24, 3, "#fbe2c4", { o: 0.7 });
  p.disc(x, y, r * 0.045, "#f3eee4");
}

function arm(p: Paper, x: number, y: number, k: number): void {
  p.at(`translate(${x},${y})scale(${k})`, () => {
    p.shade(5, 0.35, () => p.line("M12,14L30,240L-50,340", inks.shadow, 14));
    p.disc(0, 0, 50, p.slant("#f2f3f6", "#9aa2af"));
    p.rect(-17, -92, 34, 64, 8, p.round("#6b7080"));
    p.line("M0,-40L14,230L-60,322", "#8d95a3", 15);
    p.line("M-3,-40L11,228L-60,316", "#f2f4f7", 6);
    p.disc(0, 0, 24, p.ball("#c9ced8"));
    p.rect(-88, 306, 40, 66, 6, p.slant("#565464", "#2c2b37"), { t: "rotate(40 -68 339)" });
  });
}

const turntable: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const plinth =
      "M134,170H666A26,26 0 0 1 692,196V604A26,26 0 0 1 666,630H134A26,26 0 0 1 108,604V196A26,26 0 0 1 134,170Z";
    lift(p, plinth, 28);
    p.shape(plinth, darker(inks.walnut, 0.3), { t: "translate(0,16)" });
    p.shape(plinth, p.slant("#b98258", "#97633f", "#7a4d31"));
    p.line(
      "M120,250C260,236 420,262 690,244M120,380C300,396 480,366 690,384M120,540C320,526 500,554 690,536",
      "#6a4129",
      4,
      { o: 0.3 },
    );
    p.shade(8, 0.4, () => p.disc(350, 410, 208, inks.shadow));
    p.disc(340, 400, 208, p.slant("#f4f5f7", "#a5acb8"));
    record(p, 340, 400, 194);
    arm(p, 606, 262, 0.9);
    p.disc(150, 590, 21, p.ball("#d6a94f"));
    p.disc(620, 576, 26, p.ball("#d5dae1"));
    p.line("M620,576L632,560", "#565464", 5);
  },
};

const turntableClose: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    p.rect(0, 0, 800, 800, 0, p.slant("#b98258", "#8a5a39"));
    p.shade(20, 0.45, () => p.disc(300, 520, 500, inks.shadow));
    p.disc(280, 500, 500, p.slant("#f4f5f7", "#a5acb8"));
    record(p, 280, 500, 470);
    p.at("rotate(14 600 200)", () => arm(p, 690, 60, 1.6));
  },
};

const radio: Picture = {
  room,
  backdrop: "panel",
  draw(p) {
    ground(p, 400, 650, 260, 0.12);
    p.line("M590,330L700,110", "#8e96a3", 9);
    p.disc(701, 108, 10, "#c9ced8");
    p.line("M250,334C260,260 540,260 550,334", "#8a4f34", 26);
    p.line("M256,322C272,264 528,264 544,322", "#c98a66", 7);
    p.rect(186, 626, 40, 28, 6, darker(inks.walnut, 0.4));
    p.rect(574, 626, 40, 28, 6, darker(inks.walnut, 0.4));
    p.rect(140, 326, 520, 312, 44, p.slant("#dba876", "#c08552", "#935d36"));
    p.rect(164, 350, 472, 264, 28, p.slant("#f9f1e1", "#e8dac1"));
    p.disc(298, 482, 104, p.slant("#6d4a37", "#4a3024"));
    p.inside("M298,384A98,98 0 1 1 297,384Z", () => {
      let slats = "";
      for (let y = 396; y < 584; y += 21) slats += `M190,${y}H410`;
      p.line(slats, "#c99a6b", 8);
    });
    p.rect(430, 380, 184, 84, 14, p.slant("#3c3450", "#57496f"));
    p.line(
      "M450,436H594M450,424V436M474,416V436M498,424V436M522,416V436M546,424V436M570,416V436M594,424V436",
      "#f3d9a2",
      4,
    );
    p.line("M534,394V450", "#ee6a4c", 6);
    for (const x of [470, 574]) {
      p.disc(x + 3, 544, 39, "#5d3b26", { o: 0.35 });
      p.disc(x, 538, 38, p.ball(inks.brass));
      p.line(`M${x},538L${x + 10},512`, "#6f4f18", 6);
    }
  },
};

function cabinet(p: Paper, x: number, foot: number, k: number): void {
  p.stamp("cabinet", `translate(${x},${foot})scale(${k})`, () => {
    p.shape("M120,-420L160,-396V-20L120,0Z", p.across("#7a4a2e", "#54311f"));
    p.rect(-120, -420, 240, 420, 12, p.slant("#c8905f", "#a56d43", "#8a5835"));
    p.rect(-104, -404, 208, 388, 8, p.slant("#4a4658", "#2c2a36"));
    p.disc(0, -318, 47, p.slant("#75718a", "#3a3747"));
    p.disc(0, -318, 28, p.ball("#cfa96a"));
    p.disc(0, -142, 96, p.slant("#8b88a0", "#3a3747"));
    p.disc(0, -142, 80, p.ball("#2f2d39"));
    p.ring(0, -142, 64, 4, "#5b586b");
    p.disc(0, -142, 33, p.ball("#565366"));
    p.disc(76, -38, 6, "#7fdca4");
  });
}

const bookshelf: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 260, 640, 130, 0.14);
    ground(p, 560, 640, 130, 0.14);
    cabinet(p, 240, 640, 0.98);
    cabinet(p, 536, 640, 0.98);
  },
};

export const audio: Pictures = {
  ...audioPersonal,
  "portable-speaker": speaker,
  "belt-turntable": turntable,
  "belt-turntable-2": turntableClose,
  "retro-radio": radio,
  "bookshelf-speakers": bookshelf,
};
