import { gleam, ground, lift, shine, tub } from "./forms.ts";
import { darker, lighter, type Paper } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "audio";

function headset(p: Paper, color: string): void {
  p.line("M206,470C170,120 630,120 594,470", darker(color, 0.3), 42);
  p.line("M204,452C180,128 600,108 592,430", lighter(color, 0.18), 24);
  p.line("M262,250C310,176 490,176 538,250", darker("#e6d7c3", 0.14), 30);
  p.line("M266,242C312,174 488,174 534,242", "#f0e4d3", 16);
  for (const side of [-1, 1])
    p.at(`translate(400,0)scale(${side},1)`, () => {
      p.rect(180, 380, 30, 110, 12, p.round("#b7bcc9"));
      p.rect(112, 410, 66, 196, 33, p.across(darker("#3f3a52", 0.2), "#5b5572"));
      p.rect(
        158,
        392,
        84,
        232,
        42,
        side < 0 ? p.across(darker(color, 0.05), lighter(color, 0.28)) : p.round(color),
      );
      p.rect(216, 436, 12, 144, 6, "#ffffff", { o: side < 0 ? 0.4 : 0.14 });
    });
}

const headphones: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 400, 646, 220, 0.12);
    p.at("translate(0,24)", () => headset(p, inks.plum));
  },
};

const headphonesOnStand: Picture = {
  room,
  backdrop: "panel",
  draw(p) {
    ground(p, 400, 676, 170, 0.14);
    p.shape(tub(400, 652, 150, 672, 150, 0, 0.14), p.round(inks.oak));
    p.oval(400, 652, 150, 21, p.slant(lighter(inks.oak, 0.4), inks.oak));
    p.rect(384, 190, 32, 464, 8, p.round(inks.oak));
    p.at("translate(60,20)scale(.85)", () => headset(p, inks.plum));
    p.shape(
      "M330,168C370,150 430,150 470,168L462,196C430,180 370,180 338,196Z",
      p.down(lighter(inks.oak, 0.2), darker(inks.oak, 0.2)),
    );
  },
};

function bud(p: Paper, x: number, y: number, turn: number, flip = 1): void {
  p.stamp("bud", `translate(${x},${y})rotate(${turn})scale(${flip},1)`, () => {
    p.rect(4, -10, 38, 150, 19, p.round("#ecd7bf"));
    p.rect(12, 116, 22, 12, 6, "#9d7f64");
    p.disc(0, -10, 54, p.ball("#ecd7bf"));
    p.oval(-46, -2, 26, 34, p.ball("#8d82a8"));
    p.oval(20, -28, 12, 18, "#4e4763");
  });
}

const earbuds: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 400, 652, 210, 0.15);
    p.rect(206, 260, 388, 190, 80, p.slant("#f3dfca", "#dcc0a3", "#b08f72"));
    p.rect(228, 284, 344, 160, 64, p.down("#8a7fa6", "#6b608a"));
    p.rect(196, 420, 408, 56, 26, p.down("#a69bbd", "#7b7098"));
    bud(p, 310, 388, -6);
    bud(p, 490, 388, 6, -1);
    p.shape(
      "M190,448H610V520C610,612 550,654 480,654H320C250,654 190,612 190,520Z",
      p.slant("#f9ead8", "#e3c9ad", "#b4947a"),
    );
    p.shape("M190,448H610V462H190Z", "#fdf3e6");
    p.disc(400, 548, 9, "#7fcf9b");
    gleam(p, "M216,480V530C218,580 240,610 262,626C246,590 240,560 240,480Z", 0.8);
  },
};

const earbudsOut: Picture = {
  room,
  backdrop: "desk",
  draw(p) {
    const box =
      "M410,190H610A90,90 0 0 1 700,280V380A90,90 0 0 1 610,470H410A90,90 0 0 1 320,380V280A90,90 0 0 1 410,190Z";
    lift(p, box, 22, { t: "rotate(-14 510 330)" });
    p.at("rotate(-14 510 330)", () => {
      p.shape(box, p.slant("#f9ead8", "#e3c9ad", "#b4947a"));
      p.line("M322,310H698", "#a98a6d", 5);
      p.disc(510, 348, 8, "#7fcf9b");
    });
    p.shade(12, 0.3, () => {
      p.oval(250, 560, 80, 80, inks.shadow);
      p.oval(460, 610, 80, 80, inks.shadow);
    });
    p.at("translate(230,480)scale(1.25)", () => bud(p, 0, 0, 24));
    p.at("translate(440,560)scale(1.25)", () => bud(p, 0, 0, -50, -1));
  },
};

const microphone: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 400, 660, 130);
    p.shape(tub(400, 628, 122, 654, 126), p.round(inks.coal));
    p.oval(400, 628, 122, 21, p.slant("#686678", inks.coal));
    p.rect(388, 520, 24, 112, 6, p.round("#9aa2af"));
    p.line("M278,330C270,560 530,560 522,330", "#565468", 20);
    p.line("M276,334C272,480 320,520 380,530", "#8f8da2", 6);
    p.shape("M308,350H492V440C492,500 452,526 400,526S308,500 308,440Z", p.round("#57506e"));
    const head = "M308,350V210C308,140 350,110 400,110S492,140 492,210V350A92,14 0 0 1 308,350Z";
    p.shape(head, p.round("#b4bac7"));
    p.inside(head, () => {
      let net = "";
      for (let i = -6; i < 13; i++)
        net += `M${300 + i * 26},100l260,270M${520 - i * 26},100l-260,270`;
      p.line(net, "#5d6373", 3, { o: 0.5 });
    });
    p.shape("M308,340A92,14 0 0 0 492,340V366A92,14 0 0 1 308,366Z", p.round(inks.brass));
    gleam(p, "M330,200C332,160 350,140 368,134L374,144C358,156 350,180 350,350L330,346Z", 0.5);
    p.disc(400, 430, 21, "#39344a");
    p.disc(400, 430, 12, "#7fdca4");
    p.disc(278, 340, 17, p.ball("#8a90a0"));
    p.disc(522, 340, 17, p.ball("#6f7585"));
  },
};

function tube(p: Paper, x: number): void {
  shine(p, x, 350, 150, "#ffb866", 0.75);
  p.stamp("tube", `translate(${x},0)`, () => {
    const glass =
      "M-50,470V290C-50,230 -20,226 -14,196C-10,180 10,180 14,196C20,226 50,230 50,290V470Z";
    p.shape(glass, p.across(["#ffffff", 0, 0.75], ["#ffe9c8", 0.5, 0.3], ["#f3d7bd", 1, 0.7]));
    p.rect(-25, 316, 50, 116, 8, p.round("#82808f"));
    p.rect(-7, 300, 14, 140, 7, "#ffb24d");
    p.line("M-20,300H20M-28,440H28", "#6b6978", 5);
    p.disc(0, 268, 25, p.halo(["#fff0c8", 0], ["#ffa94a", 0.5, 0.7], ["#ffa94a", 1, 0]));
    p.shape("M-36,300C-36,268 -22,252 -14,240L-6,246C-16,264 -22,280 -22,300V440H-36Z", "#ffffff", {
      o: 0.6,
    });
    p.shape(tub(0, 452, 56, 484, 56), p.round("#c69c52"));
  });
}

const tubeAmp: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    ground(p, 400, 656, 240, 0.13);
    p.shape("M200,452H600L640,500H160Z", p.down("#6a667c", "#8a86a0"));
    tube(p, 310);
    tube(p, 490);
    p.rect(190, 634, 60, 24, 8, "#2c2a36");
    p.rect(550, 634, 60, 24, 8, "#2c2a36");
    p.rect(152, 496, 496, 146, 18, p.slant("#5c586f", "#3f3b4f", "#2d2a38"));
    p.rect(152, 496, 24, 146, 10, p.across("#c8905f", "#8a5835"));
    p.rect(624, 496, 24, 146, 10, p.across("#b57c4e", "#74472b"));
    p.rect(176, 500, 448, 5, 0, "#ffffff", { o: 0.3 });
    p.disc(500, 574, 52, "#1f1d28", { o: 0.5 });
    p.disc(496, 568, 49, p.slant("#f6f1e6", "#c2b394", "#8f7a50"));
    p.disc(496, 568, 37, p.ball("#d8c08c"));
    p.line("M496,568L518,542", "#5f4a1f", 6);
    p.disc(256, 570, 25, p.slant("#e7cf98", "#8f7a50"));
    p.disc(256, 570, 14, "#15141b");
    p.disc(344, 570, 17, p.slant("#e7cf98", "#8f7a50"));
    p.disc(344, 570, 9, "#15141b");
    p.disc(410, 570, 7, "#ffb24d");
  },
};

export const audioPersonal: Pictures = {
  "wireless-headphones": headphones,
  "wireless-headphones-2": headphonesOnStand,
  "wireless-earbuds": earbuds,
  "wireless-earbuds-2": earbudsOut,
  "condenser-microphone": microphone,
  "tube-headphone-amp": tubeAmp,
};
