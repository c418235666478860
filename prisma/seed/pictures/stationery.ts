import { gleam, lift } from "./forms.ts";
import { darker, lighter, type Paper } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

import { stationeryPaper } from "./stationery-paper.ts";

const room = "stationery";

const nibShape = "M-26,0C-34,60 -20,120 0,176C20,120 34,60 26,0Z";

function nib(p: Paper): void {
  p.shape(nibShape, p.across("#f6dd9d", inks.brass, "#a97b2c"));
  p.line("M0,60V168", "#6d4c1a", 4);
  p.disc(0, 56, 7, "#6d4c1a");
  p.line("M-14,16C-18,60 -12,100 -6,124", "#fff4d2", 4, { o: 0.8 });
}

const pen: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const barrel =
      "M358,90C358,70 442,70 442,90V470C442,500 434,520 430,536H370C366,520 358,500 358,470Z";
    const cap = "M352,250C352,226 448,226 448,250V560H352Z";
    lift(p, barrel, 16, { t: "translate(50,0)rotate(38 400 400)" });
    lift(p, cap, 16, { t: "translate(-120,-60)rotate(38 400 400)scale(1,.98)" });
    p.at("translate(50,0)rotate(38 400 400)", () => {
      p.at("translate(400,566)", () => nib(p));
      p.shape("M372,520H428L422,580H378Z", p.round(darker(inks.navy, 0.4)));
      p.shape(barrel, p.round(inks.navy));
      p.rect(356, 462, 88, 16, 4, p.round(inks.brass));
      p.rect(358, 112, 84, 10, 3, p.round(inks.brass));
      gleam(p, "M374,140H384V440H374Z", 0.35);
    });
    p.at("translate(-120,-60)rotate(38 400 400)scale(1,.98)", () => {
      p.shape(cap, p.round(inks.navy));
      p.rect(348, 520, 104, 34, 6, p.round(inks.brass));
      p.rect(392, 258, 18, 210, 9, p.across("#f8e3aa", inks.brass, "#96702a"));
      p.disc(401, 458, 13, p.ball(inks.brass));
    });
  },
};

const penNib: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const page = "M90,330L650,250L740,770L180,850Z";
    lift(p, page, 14);
    p.shape(page, p.slant("#fffdf8", "#f4efe4"));
    p.line(
      "M186,500C220,420 250,420 240,480S270,560 310,470S350,420 350,470S390,530 424,474",
      inks.navy,
      9,
    );
    p.line("M200,610C300,590 360,600 470,570M214,690C330,664 400,676 560,640", "#c8cfdd", 5);
    p.shade(10, 0.3, () => p.shape("M440,486L690,300L740,370Z", inks.shadow));
    p.at("translate(424,474)rotate(46)scale(1.5)translate(0,-176)", () => {
      nib(p);
      p.shape("M-38,-110H38L32,18H-32Z", p.round(darker(inks.navy, 0.4)));
      p.shape("M-52,-420H52L46,-110H-46Z", p.round(inks.navy));
      p.rect(-49, -120, 98, 20, 5, p.round(inks.brass));
      gleam(p, "M-30,-400H-20V-130H-30Z", 0.35);
    });
  },
};

/** Key caps of a compact board as one path: `[x, width]` a key, in quarter units. */
function caps(pitch: number, inset: number, only: (row: number, key: number) => boolean): string {
  const rows = [
    [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 8, 4],
    [6, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 6, 4],
    [7, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 9, 4],
    [9, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 7, 4, 4],
    [5, 5, 5, 25, 4, 4, 4, 4, 4, 4],
  ];
  let d = "";
  rows.forEach((row, r) => {
    let x = 0;
    row.forEach((units, k) => {
      const w = (units * pitch) / 4 - 2 * inset;
      if (only(r, k))
        d += `M${Math.round(x + inset)},${Math.round(r * pitch + inset)}h${Math.round(w)}v${Math.round(pitch - 2 * inset)}h-${Math.round(w)}z`;
      x += (units * pitch) / 4;
    });
  });
  return d;
}

const accentKey = (row: number, key: number): boolean =>
  (row === 0 && key === 0) || (row === 2 && key === 12);
const sideKey = (row: number, key: number): boolean =>
  !accentKey(row, key) &&
  (key === 0 || key > 12 || (row > 2 && key > 10) || (row === 4 && key !== 3));

function keys(p: Paper, pitch: number): void {
  const plain = (row: number, key: number): boolean => !accentKey(row, key) && !sideKey(row, key);
  for (const [only, color] of [
    [plain, "#f6f0e4"],
    [sideKey, "#7d9bbd"],
    [accentKey, "#e08a5a"],
  ] as const) {
    const d = caps(pitch, pitch * 0.15, only);
    const width = pitch * 0.18;
    p.at("translate(0,3)", () => p.line(d, darker(color, 0.32), width));
    p.puff(d, color, width * 0.7);
  }
}

const keyboard: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const turn = "translate(66,316)rotate(-18 334 110)";
    const body =
      "M-10,-22H678A24,24 0 0 1 702,2V218A24,24 0 0 1 678,242H-10A24,24 0 0 1 -34,218V2A24,24 0 0 1 -10,-22Z";
    lift(p, body, 26, { t: turn });
    p.at(turn, () => {
      p.shape(body, "#26314d", { t: "translate(0,14)" });
      p.shape(body, p.slant("#5a6a90", "#3c4a70", "#33406b"));
      p.rect(-8, -4, 684, 228, 8, "#222c48");
      p.at("translate(-4,3)", () => keys(p, 42.3));
    });
  },
};

const keyboardClose: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    p.at("translate(-60,150)rotate(-13)", () => {
      p.shade(20, 0.35, () => p.rect(-80, 0, 1100, 640, 40, inks.shadow));
      p.rect(-90, -20, 1100, 630, 40, p.slant("#5a6a90", "#33406b"));
      p.rect(-50, 24, 1100, 560, 16, "#222c48");
      for (let row = 0; row < 4; row++)
        for (let key = 0; key < 6; key++) {
          const x = key * 142 - 20 + row * 34;
          const y = 40 + row * 136;
          const color = row === 1 && key === 3 ? "#e08a5a" : key === 0 ? "#7d9bbd" : "#f6f0e4";
          p.rect(x, y, 132, 126, 20, darker(color, 0.34));
          p.rect(
            x + 12,
            y + 5,
            108,
            98,
            22,
            p.across(darker(color, 0.07), lighter(color, 0.5), darker(color, 0.04)),
          );
        }
    });
  },
};

const scissors: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const half = (flip: number, steel: string): void =>
      p.at(`translate(400,410)scale(${flip},1)rotate(17)`, () => {
        p.shape("M-22,30L-30,-40C-28,-160 -14,-260 12,-330C26,-240 30,-120 22,30Z", steel);
        p.line("M-8,-30C-6,-140 2,-220 10,-290", "#ffffff", 4, { o: 0.8 });
        p.line("M0,20C0,80 -8,110 -24,140", darker(inks.brass, 0.12), 36);
        p.ring(-62, 220, 70, 27, darker(inks.brass, 0.3), { t: "translate(3,4)" });
        p.ring(-62, 220, 70, 24, inks.brass);
        p.line("M-122,190A70,70 0 0 1 -70,151", "#fbe9b8", 8);
        p.line("M-4,34C-4,80 -14,110 -28,136", "#f0cf82", 8);
      });
    p.at("rotate(32 400 400)", () => {
      p.shade(12, 0.3, () =>
        p.at("translate(22,14)", () => {
          p.line("M400,420L500,90M400,420L300,90M400,420L380,560M400,420L420,560", inks.shadow, 34);
          p.ring(320, 620, 64, 26, inks.shadow);
          p.ring(480, 620, 64, 26, inks.shadow);
        }),
      );
      half(-1, p.across("#8e98a6", "#dde2e9"));
      half(1, p.across("#f3f5f8", "#aab3c0"));
      p.disc(400, 410, 17, p.ball(inks.brass));
      p.line("M392,416L408,404", "#7d5a1e", 4);
    });
  },
};

export const stationery: Pictures = {
  ...stationeryPaper,
  "fountain-pen": pen,
  "fountain-pen-2": penNib,
  "mechanical-keyboard": keyboard,
  "mechanical-keyboard-2": keyboardClose,
  "brass-scissors": scissors,
};
