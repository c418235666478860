import { foodJars } from "./food-jars.ts";
import { ground, leaf, lift } from "./forms.ts";
import { darker, lighter, type Paper } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "food";

function tangerine(p: Paper, x: number, y: number, r: number, leaves = true): void {
  p.stamp("tangerine", `translate(${x},${y})scale(${r / 100})`, () => {
    p.oval(0, 0, 100, 92, p.ball("#f08a26"));
    p.line("M-60,20h0M-30,52h0M8,24h0M-10,-30h0M44,56h0M30,-12h0", "#c9631a", 5, { o: 0.5 });
    p.oval(6, -78, 20, 9, "#6d7f3a");
  });
  if (leaves) leaf(p, x + r * 0.08, y - r * 0.8, r * 0.8, 62, "#5c8f48");
}

const tangerines: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 400, 656, 240, 0.14);
    p.shape("M170,440H630L620,460H180Z", "#8b6238");
    tangerine(p, 320, 322, 74, false);
    tangerine(p, 462, 316, 78);
    tangerine(p, 248, 412, 80);
    tangerine(p, 548, 414, 80, false);
    tangerine(p, 396, 410, 86);
    for (const [y, shade] of [
      [448, 0],
      [520, 0.05],
      [592, 0.1],
    ] as const) {
      p.shape(
        `M164,${y}H636L${632 - shade * 20},${y + 58}H${168 + shade * 20}Z`,
        p.across(lighter(inks.oak, 0.25), darker(inks.oak, shade), darker(inks.oak, 0.2)),
      );
      p.line(`M190,${y + 22}H420M460,${y + 38}H600`, darker(inks.oak, 0.25), 3, { o: 0.4 });
    }
    p.shape(
      "M164,440H204V660H172Z M596,440H636L628,660H596Z",
      p.across(lighter(inks.oak, 0.1), darker(inks.oak, 0.22)),
    );
    for (const y of [476, 548, 620]) p.line(`M184,${y}h0M616,${y}h0`, "#7a5530", 10);
  },
};

const tangerineCut: Picture = {
  room,
  backdrop: "hill",
  draw(p) {
    ground(p, 280, 650, 150);
    tangerine(p, 280, 500, 164);
    ground(p, 540, 668, 140);
    p.oval(540, 544, 140, 132, p.ball("#ee8521"));
    p.oval(548, 540, 128, 124, "#fdf0d2");
    p.oval(548, 540, 112, 108, p.halo("#ffd58c", "#f39b31"));
    let spokes = "";
    for (let i = 0; i < 5; i++) {
      const [x, y] = [110 * Math.cos(i * 0.628 + 0.2), 106 * Math.sin(i * 0.628 + 0.2)];
      spokes += `M${548 - x},${540 - y}L${548 + x},${540 + y}`;
    }
    p.line(spokes, "#fdf0d2", 7);
    p.disc(548, 540, 9, "#fdf0d2");
    leaf(p, 690, 690, 90, -70, "#5c8f48");
  },
};

const chocolate: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const turn = "rotate(-14 400 400)";
    const bar = "M252,112H548V690H252Z";
    lift(p, bar, 20, { t: turn });
    p.at(turn, () => {
      p.shape(bar, p.slant("#7b4a34", "#543022"));
      for (let row = 0; row < 3; row++)
        for (let col = 0; col < 3; col++) {
          const x = 258 + col * 96;
          const y = 120 + row * 86;
          p.rect(x, y, 92, 80, 6, "#3f2218");
          p.rect(x, y, 88, 76, 6, "#8f5d43");
          p.shape(`M${x + 12},${y + 11}h68v58h-68z`, p.slant("#7d4b35", "#5b3425"));
        }
      p.shape(
        "M240,362L276,340L304,366L340,338L372,362L404,336L440,364L472,340L508,362L534,342L560,360V420H240Z",
        p.slant("#ffffff", "#cdd3da", "#f1f4f7", "#a9b1bc"),
      );
      p.shape("M238,402L562,392V704H238Z", p.slant("#2f5d50", "#24483f"));
      p.rect(238, 450, 324, 14, 0, inks.brass);
      p.rect(238, 650, 324, 14, 0, inks.brass);
      p.at("translate(400,556)rotate(-28)", () => {
        p.oval(0, 0, 84, 46, p.ball("#e2a053"));
        p.line(
          "M-78,0C-30,-16 30,16 78,0M-62,-20C-20,-32 30,-12 64,-22M-62,20C-20,10 30,32 64,20",
          "#a5662a",
          5,
        );
      });
    });
  },
};

function yakgwa(p: Paper, x: number, y: number, r: number): void {
  p.stamp("yakgwa", `translate(${x},${y})scale(${r / 100})`, () => {
    const around = (radius: number, turn: number): string =>
      `${Math.round(radius * Math.cos((turn * Math.PI) / 4))},${Math.round(radius * Math.sin((turn * Math.PI) / 4))}`;
    let petals = `M${around(100, 0)}`;
    let marks = "";
    for (let turn = 1; turn <= 8; turn++) {
      petals += `A42,42 0 0 1 ${around(100, turn)}`;
      marks += `M${around(50, turn - 0.5)}L${around(86, turn - 0.5)}`;
    }
    p.shape(`${petals}Z`, "#6e3a16", { o: 0.5, t: "translate(6,12)" });
    p.shape(`${petals}Z`, p.ball("#bf7430"));
    p.line(marks, "#7c4319", 9);
    p.ring(0, 0, 30, 7, "#7c4319");
    p.disc(0, 0, 10, "#f6dc9c");
  });
}

const yakgwaBox: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const box = "M150,190H650V610H150Z";
    lift(p, box, 24, { t: "rotate(-8 400 400)" });
    p.at("rotate(-8 400 400)", () => {
      p.rect(144, 184, 512, 432, 16, p.slant("#c65b4b", "#93352f"));
      p.rect(164, 204, 472, 392, 8, "#f8ecd3");
      p.rect(164, 204, 472, 30, 0, inks.shadow, { o: 0.16 });
      p.line("M282,206V594M400,206V594M518,206V594M166,336H634M166,466H634", "#e1c79c", 8);
      for (let i = 0; i < 12; i++)
        yakgwa(p, 223 + (i % 4) * 118, 272 + Math.floor(i / 4) * 129, 46);
    });
  },
};

const yakgwaPlate: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    p.shade(18, 0.32, () => p.disc(380, 460, 250, inks.shadow));
    p.disc(360, 430, 250, p.slant("#ffffff", "#eef1ea", "#c9d2c6"));
    p.disc(360, 430, 206, p.slant("#dfe6db", "#f7f9f4"));
    yakgwa(p, 300, 370, 84);
    yakgwa(p, 440, 400, 84);
    yakgwa(p, 350, 520, 84);
    p.shade(12, 0.32, () => p.disc(632, 206, 104, inks.shadow));
    p.disc(616, 186, 104, p.slant("#ffffff", "#dfe8da", "#b3c0ae"));
    p.disc(616, 188, 86, p.ball("#c3c765"));
    p.oval(586, 156, 24, 10, "#ffffff", { o: 0.4, t: "rotate(-36 586 156)" });
    leaf(p, 520, 650, 80, 60, "#6f9a5b");
    leaf(p, 520, 650, 70, 130, "#5c8a4e");
  },
};

export const food: Pictures = {
  ...foodJars,
  "jeju-tangerines": tangerines,
  "jeju-tangerines-2": tangerineCut,
  "dark-chocolate": chocolate,
  "yakgwa-box": yakgwaBox,
  "yakgwa-box-2": yakgwaPlate,
};
