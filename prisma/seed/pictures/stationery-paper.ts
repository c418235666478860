import { drum, ground, lift } from "./forms.ts";
import { darker, lighter, type Paper } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "stationery";

const notebook: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const turn = "rotate(-11 400 400)";
    const cover = "M214,130H574A20,20 0 0 1 594,150V650A20,20 0 0 1 574,670H214Z";
    lift(p, cover, 24, { t: turn });
    p.at(turn, () => {
      p.line("M330,660L326,730L342,716L356,732L352,660", "#c8473f", 12);
      p.shape("M222,142H590L600,160V664L584,680H230Z", p.across("#e8dfcd", "#fffaf0"));
      p.shape(cover, p.slant("#5f87ad", "#3d628c", "#2e4a70"));
      p.shape(
        "M214,130H258V670H214A14,14 0 0 1 200,656V144A14,14 0 0 1 214,130Z",
        p.across("#2b4569", "#4c749e"),
      );
      p.rect(256, 130, 4, 540, 0, "#22395a", { o: 0.6 });
      p.rect(316, 236, 190, 112, 8, p.slant("#fdf7ea", "#efe3cb"));
      p.line("M340,276H482M340,308H440", "#c0ae8c", 6);
      p.rect(542, 128, 15, 544, 3, p.across("#e4b84d", "#b88829"));
    });
  },
};

const notebookOpen: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const turn = "rotate(-7 400 420)";
    const cover =
      "M92,216H708A14,14 0 0 1 722,230V634A14,14 0 0 1 708,648H92A14,14 0 0 1 78,634V230A14,14 0 0 1 92,216Z";
    lift(p, cover, 18, { t: turn });
    p.at(turn, () => {
      p.shape(cover, p.slant("#5f87ad", "#2e4a70"));
      p.shape(
        "M400,230C320,212 200,212 96,222V634C200,626 320,628 400,644Z",
        p.across("#fffdf7", "#fbf6ea", "#ddd3bf"),
      );
      p.shape(
        "M400,230C480,212 600,212 704,222V634C600,626 480,628 400,644Z",
        p.across("#d9cfba", "#fdf9ef", "#fffdf7"),
      );
      let dots = "";
      for (let y = 262; y <= 606; y += 43)
        for (let x = 130; x <= 690; x += 43) if (Math.abs(x - 400) > 30) dots += `M${x},${y}h0`;
      p.line(dots, "#b9b3a6", 5);
      p.line(
        "M130,330C160,296 180,356 210,322S260,350 300,322M130,390H320M130,440H280",
        inks.navy,
        7,
      );
      p.line(
        "M560,592V480M560,530C524,526 506,500 508,472C540,474 560,498 560,530C596,526 614,500 612,472C580,474 560,498 560,530",
        inks.forest,
        7,
      );
      p.line("M404,640L408,720", "#c8473f", 12);
    });
    p.at("rotate(28 590 330)", () => {
      p.shade(7, 0.3, () => p.rect(592, 116, 30, 340, 8, inks.shadow));
      p.rect(576, 110, 30, 300, 0, p.across("#f6c95c", inks.mustard, "#a8761d"));
      p.rect(576, 84, 30, 34, 10, p.across("#f1b5ae", "#c9726c"));
      p.shape("M576,410H606L591,466Z", p.across("#f5dcb4", "#d9b17c"));
      p.shape("M585,443H597L591,466Z", inks.coal);
    });
  },
};

function roll(p: Paper, x: number, foot: number, color: string, stripes: string): void {
  const r = 118;
  drum(p, x, foot - 62, foot, r, color, 0.26);
  p.line(`M${x - r},${foot - 32}A${r},${r * 0.26} 0 0 0 ${x + r},${foot - 32}`, stripes, 12, {
    o: 0.85,
  });
  p.oval(x, foot - 62, r - 28, (r - 28) * 0.26, "#e9d6b5");
  p.oval(x, foot - 59, r - 40, (r - 40) * 0.26, darker("#c9a877", 0.35));
}

const tapes: Picture = {
  room,
  backdrop: "panel",
  draw(p) {
    ground(p, 300, 640, 130);
    ground(p, 556, 640, 110, 0.14);
    roll(p, 300, 630, "#e58c72", "#fbe6d6");
    roll(p, 294, 556, "#f0c25c", "#fdf4d8");
    roll(p, 304, 482, "#7fae95", "#e3f1e7");
    roll(p, 298, 408, "#7b9fca", "#e6eff8");
    p.disc(570, 528, 120, p.slant("#f0b4bb", "#d3808d", "#a8596a"));
    p.disc(556, 524, 120, p.slant("#f7c9cd", "#e29aa4"));
    p.disc(556, 524, 84, "#e9d6b5");
    p.disc(556, 524, 72, p.slant("#a3835a", "#caa878"));
    p.disc(550, 520, 66, "#bfd3e6");
    p.shape(
      "M560,642C620,650 680,640 726,652L720,686C670,676 600,688 540,676Z",
      p.across("#e29aa4", "#f4c3c8"),
    );
  },
};

const pencils: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const colors = [
      "#c8473f",
      "#e2783f",
      "#efbf45",
      "#8fb257",
      "#3f8a68",
      "#4f9fb5",
      "#3f62a8",
      "#6c5489",
      "#c76a96",
      "#8a5a3c",
      "#3b3a47",
      "#e8e2d6",
    ];
    const facets = p.across(["#ffffff", 0, 0.35], ["#ffffff", 0.5, 0], [inks.shadow, 1, 0.3]);
    p.at("rotate(-9 400 400)", () => {
      p.shade(16, 0.3, () => p.rect(166, 240, 500, 440, 20, inks.shadow));
      p.rect(146, 220, 508, 440, 22, p.slant("#f4f6f8", "#b9c2cd", "#8e99a8"));
      p.rect(160, 234, 480, 412, 12, "#5d6878");
      colors.forEach((color, i) => {
        const x = 164 + i * 39.5;
        const top = 268 - (i % 3) * 54 - (i === 4 ? 60 : 0);
        p.at(`translate(${x},${top})`, () => {
          p.rect(0, 0, 37, 640 - top, 0, color);
          p.rect(0, 0, 37, 640 - top, 0, facets);
          p.shape("M0,2L18.5,-66L37,2Q28,-10 18.5,2Q9,-10 0,2Z", "#e9c797");
          p.shape("M11,-38L18.5,-66L26,-38Q18,-32 11,-38Z", color);
        });
      });
      p.rect(146, 520, 508, 140, 18, p.slant("#fbfcfd", "#ccd4dd", "#9aa5b4"));
      p.disc(400, 590, 36, p.slant("#7fa6cc", "#4f79a6"));
      p.shape(
        "M400,564C414,584 420,594 416,602A17,17 0 0 1 384,602C380,594 386,584 400,564Z",
        "#eef4f9",
      );
    });
  },
};

const pencilCase: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    const canvas = "#a8794c";
    ground(p, 400, 648, 250, 0.14);
    for (const [x, top, color, turn] of [
      [300, 230, "#efbf45", -10],
      [360, 190, "#c8473f", -2],
      [470, 220, "#3f62a8", 8],
    ] as const)
      p.at(`rotate(${turn} ${x} 480)`, () => {
        p.rect(x, top + 62, 36, 260, 0, p.across(lighter(color, 0.35), color, darker(color, 0.3)));
        p.shape(`M${x},${top + 64}L${x + 18},${top}L${x + 36},${top + 64}Z`, "#e9c797");
        p.shape(`M${x + 11},${top + 26}L${x + 18},${top}L${x + 25},${top + 26}Z`, color);
      });
    p.rect(412, 244, 50, 240, 4, p.across("#f2f4f7", "#c7d0da"));
    p.line("M412,270H430M412,300H438M412,330H430M412,360H438", "#7b8795", 4);
    const side =
      "M186,440C250,420 550,420 614,440C626,500 634,570 628,622C560,660 240,660 172,622C166,570 174,500 186,440Z";
    p.shape("M186,440C260,404 540,404 614,440C540,470 260,470 186,440Z", darker(canvas, 0.55));
    p.shape(
      side.replace("C250,420 550,420 614,440", "C260,474 540,474 614,440"),
      p.slant(lighter(canvas, 0.25), canvas, darker(canvas, 0.28)),
    );
    p.line("M186,440C260,474 540,474 614,440", "#5f6d86", 18);
    p.line("M192,444C262,474 538,474 608,444", "#d3dae6", 5);
    p.line(
      "M194,474C270,506 530,506 606,474M184,600C260,632 540,632 616,600",
      lighter(canvas, 0.5),
      4,
      { o: 0.7 },
    );
    p.shape("M578,452L606,446L620,520C622,540 596,546 590,526Z", p.across("#e9c9a0", "#8b5a36"));
    p.rect(336, 530, 120, 62, 8, p.slant("#8b5a36", "#6a4128"));
    p.line("M350,561H442", "#d8ac7c", 5);
  },
};

const calendar: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 420, 650, 230, 0.12);
    p.shape("M560,236L664,640L600,652L540,240Z", p.across("#8a9bb0", "#64768e"));
    p.shape("M226,238H560L612,650H174Z", p.slant("#d8b98d", "#b48e5e"));
    p.shape("M234,232H556L594,606H192Z", p.slant("#fffdf8", "#f2ece0"));
    p.shape("M234,232H556L566,318H224Z", p.across("#8fb3d6", "#5b86b4"));
    p.disc(300, 280, 20, "#fbe3a4");
    p.shape("M340,312C380,262 400,262 430,300C456,270 480,276 510,312Z", "#e8f0f7");
    let days = "";
    for (let row = 0; row < 5; row++)
      for (let day = 0; day < 7; day++)
        if (!(row === 0 && day < 2) && !(row === 4 && day > 4))
          days += `M${246 + day * 51 - row * 3 + (day - 3) * row * 1.6 - 2},${356 + row * 51}h6`;
    p.line(days, "#9aa6b5", 17);
    p.line("M407,458h6", inks.clay, 28);
    let rings = "";
    for (let x = 262; x <= 532; x += 30) rings += `M${x},248V214`;
    p.line(rings, "#4b5668", 8);
    p.line(rings, "#aeb9c8", 3);
  },
};

export const stationeryPaper: Pictures = {
  "dot-notebook": notebook,
  "dot-notebook-2": notebookOpen,
  "washi-tape-set": tapes,
  "color-pencils": pencils,
  "canvas-pencil-case": pencilCase,
  "desk-calendar": calendar,
};
