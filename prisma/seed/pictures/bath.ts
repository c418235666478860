import { bathBottles } from "./bath-bottles.ts";
import { ground, leaf, lift } from "./forms.ts";
import { darker, lighter, type Paper } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "bath";

const towels: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 400, 652, 230, 0.13);
    for (const [y, inset, color] of [
      [556, 0, "#b9707a"],
      [460, 12, "#e3a9a6"],
      [364, 4, "#f7ecdf"],
    ] as const) {
      const l = 186 + inset;
      const r = 614 - inset;
      p.shape(
        `M${l + 40},${y}H${r - 20}C${r + 4},${y} ${r + 4},${y + 94} ${r - 20},${y + 94}H${l + 40}C${l - 14},${y + 94} ${l - 14},${y} ${l + 40},${y}Z`,
        p.down(lighter(color, 0.3), color, darker(color, 0.25)),
      );
      p.line(
        `M${r - 22},${y + 46}H${l + 50}C${l + 30},${y + 46} ${l + 30},${y + 22} ${l + 50},${y + 22}H${r - 26}`,
        darker(color, 0.3),
        4,
        { o: 0.4 },
      );
      p.rect(r - 110, y + 2, 10, 90, 0, lighter(color, 0.5), { o: 0.7 });
      p.rect(r - 90, y + 2, 24, 90, 0, lighter(color, 0.5), { o: 0.7 });
    }
    p.line("M350,360C352,320 380,300 420,280", "#7a8f5c", 7);
    for (const [x, y, turn] of [
      [356, 338, -40],
      [370, 318, 70],
      [388, 302, -30],
      [404, 290, 80],
      [420, 282, 40],
    ] as const)
      leaf(p, x, y, 56, turn, "#8aa873");
  },
};

function rolled(p: Paper, x: number, y: number, color: string): void {
  p.stamp(`roll ${color}`, `translate(${x},${y})`, () => {
    p.disc(0, 0, 92, p.ball(color));
    p.line(
      "M0,0C18,-16 34,8 12,24C-16,42 -46,14 -36,-16C-22,-56 44,-56 58,-8C70,44 14,82 -34,66C-84,46 -88,-24 -52,-62",
      darker(color, 0.32),
      6,
      { o: 0.55 },
    );
    p.line("M-60,-52C-30,-82 26,-86 58,-60", lighter(color, 0.6), 6, { o: 0.8 });
  });
}

const towelRolls: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 400, 652, 290, 0.12);
    rolled(p, 216, 558, "#e3a9a6");
    rolled(p, 400, 558, "#f7ecdf");
    rolled(p, 584, 558, "#b9707a");
    rolled(p, 308, 400, "#f7ecdf");
    rolled(p, 492, 400, "#e3a9a6");
    rolled(p, 400, 242, "#b9707a");
  },
};

function soapBar(p: Paper, x: number, y: number, color: string): void {
  p.stamp(`soap ${color}`, `translate(${x},${y})`, () => {
    p.rect(-170, 0, 340, 118, 44, p.down(color, darker(color, 0.25)));
    p.rect(-170, -18, 340, 104, 46, p.slant(lighter(color, 0.45), lighter(color, 0.1), color));
    p.line("M-110,50C-60,10 -40,60 10,30S80,10 110,40", darker(color, 0.14), 7, { o: 0.55 });
    p.rect(-128, -6, 180, 12, 6, "#ffffff", { o: 0.5 });
  });
}

function bubble(p: Paper, x: number, y: number, r: number): void {
  p.stamp("bubble", `translate(${x},${y})scale(${r / 50})`, () => {
    p.disc(0, 0, 50, p.halo(["#ffffff", 0, 0.1], ["#ffffff", 0.7, 0.35], ["#ffffff", 1, 0.9]));
    p.oval(-18, -20, 12, 8, "#ffffff", { t: "rotate(-40 -18 -20)" });
  });
}

const soap: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 400, 648, 260, 0.12);
    p.rect(214, 602, 50, 42, 8, darker(inks.oak, 0.4));
    p.rect(536, 602, 50, 42, 8, darker(inks.oak, 0.4));
    p.rect(
      150,
      566,
      500,
      48,
      16,
      p.across(lighter(inks.oak, 0.3), inks.oak, darker(inks.oak, 0.25)),
    );
    p.line(
      "M220,576V606M290,576V606M360,576V606M430,576V606M500,576V606M570,576V606",
      darker(inks.oak, 0.35),
      9,
      { o: 0.6 },
    );
    p.at("translate(400,444)scale(1.06)", () => soapBar(p, 0, 0, "#a9bf95"));
    leaf(p, 400, 510, 66, 0, "#6f9a5b");
    leaf(p, 400, 510, 52, 62, "#6f9a5b");
    leaf(p, 400, 510, 52, -62, "#6f9a5b");
    for (const [x, y, r] of [
      [250, 412, 50],
      [318, 392, 34],
      [562, 404, 42],
      [190, 350, 24],
      [500, 320, 30],
      [604, 280, 20],
      [290, 270, 18],
      [420, 220, 26],
    ] as const)
      bubble(p, x, y, r);
  },
};

const soapStack: Picture = {
  room,
  backdrop: "panel",
  draw(p) {
    ground(p, 400, 652, 190, 0.15);
    soapBar(p, 400, 536, "#e2b3a8");
    soapBar(p, 412, 428, "#f0e2c0");
    soapBar(p, 394, 320, "#a9bf95");
    p.shape("M386,302H418V652H386Z", p.across("#d9b98c", "#a98556"));
    p.line(
      "M402,304C350,240 300,262 330,292C350,308 386,306 402,304C454,240 504,262 474,292C454,308 418,306 402,304",
      "#b08c5c",
      13,
    );
    leaf(p, 402, 300, 120, 24, "#6f9a5b");
    leaf(p, 402, 300, 100, -18, "#8aa873");
  },
};

const hairbrush: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const body =
      "M400,110C500,110 546,170 546,260V340C546,420 490,440 446,470C430,484 432,520 434,560L440,680C440,724 360,724 360,680L366,560C368,520 370,484 354,470C310,440 254,420 254,340V260C254,170 300,110 400,110Z";
    const turn = "rotate(28 400 400)";
    lift(p, body, 22, { t: turn });
    p.at(turn, () => {
      p.shape(body, darker(inks.oak, 0.35), { t: "translate(5,8)" });
      p.shape(body, p.slant("#ecc695", inks.oak, "#ab7a47"));
      p.line("M390,490C392,560 384,640 388,700M412,490C412,560 416,640 412,700", "#a9763f", 4, {
        o: 0.4,
      });
      p.rect(282, 146, 236, 280, 104, p.slant("#e9a6a4", "#cd7b80"));
      p.disc(400, 676, 12, "#f0d4d2");
      let pins = "";
      for (let row = 0; row < 7; row++)
        for (let col = 0; col < 6; col++) {
          const edge = row === 0 || row === 6;
          if (edge && (col === 0 || col === 5)) continue;
          pins += `M${310 + col * 36},${178 + row * 36}h0`;
        }
      p.at("translate(5,7)", () => p.line(pins, "#9c5058", 15, { o: 0.5 }));
      p.line(pins, "#e8c797", 15);
      p.at("translate(-2,-3)", () => p.line(pins, "#fbeacb", 6));
    });
  },
};

export const bath: Pictures = {
  ...bathBottles,
  "cotton-towels": towels,
  "cotton-towels-2": towelRolls,
  "handmade-soap": soap,
  "handmade-soap-2": soapStack,
  "paddle-hairbrush": hairbrush,
};
