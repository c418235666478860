import { gleam, ground, tub } from "./forms.ts";
import { darker, lighter } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "outdoor";

const bottle: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    const paint = "#3f7f78";
    ground(p, 400, 654, 110);
    p.line("M346,240C340,150 460,150 454,240", darker(inks.coal, 0.1), 24);
    p.line("M350,226C350,164 430,160 444,196", "#6d6b7c", 6);
    p.shape(
      "M340,306C340,330 292,336 292,392V634C292,648 300,652 320,655A80,9 0 0 0 480,655C500,652 508,648 508,634V392C508,336 460,330 460,306Z",
      p.round(paint),
    );
    p.shape(
      "M292,596H508V634C508,648 500,652 480,655A80,9 0 0 1 320,655C300,652 292,648 292,634Z",
      p.round("#c3c9d3"),
    );
    p.shape(tub(400, 292, 62, 310, 62), p.round("#cfd5dd"));
    p.shape(tub(400, 226, 68, 292, 68), p.round(inks.coal));
    p.oval(400, 226, 68, 11, "#605e70");
    p.line("M352,246V290M372,250V296M428,250V296M448,246V290", "#22212c", 4, { o: 0.5 });
    gleam(p, "M322,400C322,370 340,358 352,350L362,360C348,374 344,384 344,410V580H322Z", 0.4);
    p.shape("M356,500L392,440L414,472L428,454L454,500Z", "#f1efe2");
  },
};

const backpack: Picture = {
  room,
  backdrop: "arch",
  draw(p) {
    const cloth = "#4d6f8f";
    ground(p, 400, 652, 180);
    p.line(
      "M236,360C176,420 190,560 236,610M564,360C624,420 610,560 564,610",
      darker(cloth, 0.5),
      26,
    );
    p.line("M370,180C370,120 430,120 430,180", darker(cloth, 0.5), 15);
    p.shape(
      "M246,250C320,236 480,236 554,250C580,380 586,540 570,620C560,652 500,656 400,656S240,652 230,620C214,540 220,380 246,250Z",
      p.round(cloth),
    );
    p.shape(
      "M244,186C320,172 480,172 556,186C566,216 566,246 556,270C480,286 320,286 244,270C234,246 234,216 244,186Z",
      p.down(lighter(cloth, 0.25), cloth, darker(cloth, 0.35)),
    );
    p.line("M246,212C330,226 470,226 554,212", darker(cloth, 0.4), 5, { o: 0.6 });
    for (const x of [306, 470]) {
      p.rect(x, 176, 24, 250, 6, p.across("#d9a86b", "#a8743c"));
      p.rect(x - 8, 330, 40, 34, 7, p.sheet("#e5c56c"));
      p.rect(x + 2, 338, 20, 18, 4, "#8a5d2e");
    }
    p.shape(
      "M266,446C340,436 460,436 534,446L542,600C540,626 480,630 400,630S260,626 258,600Z",
      p.slant(lighter(cloth, 0.2), cloth, darker(cloth, 0.25)),
    );
    p.shape(
      "M262,446C340,432 460,432 538,446L534,496C450,512 350,512 266,496Z",
      darker(cloth, 0.2),
    );
    p.line("M282,480C350,492 450,492 518,480", lighter(cloth, 0.5), 3, { o: 0.7 });
    p.rect(362, 540, 76, 46, 7, p.sheet("#b98048"));
    p.shape("M378,574L396,550L408,564L414,556L424,574Z", "#f6e3c0");
  },
};

const cooler: Picture = {
  room,
  backdrop: "panel",
  draw(p) {
    const shell = "#e9e2d0";
    ground(p, 400, 652, 250, 0.13);
    p.line("M196,420C140,240 660,240 604,420", "#6b7684", 22);
    p.line("M204,390C180,262 560,240 590,360", "#b8c1cc", 6);
    p.shape(
      "M168,410H632L616,630C614,648 606,654 590,654H210C194,654 186,648 184,630Z",
      p.across(lighter(shell, 0.5), shell, darker(shell, 0.22)),
    );
    p.shape("M174,520H626L620,590H180Z", p.across("#5aa394", "#3f8577", "#2f6a5f"));
    p.rect(152, 340, 496, 84, 26, p.slant("#63ab9c", "#3f8577", "#2f6a5f"));
    p.rect(172, 350, 452, 16, 8, "#ffffff", { o: 0.28 });
    p.shape("M168,424H632V440H168Z", inks.shadow, { o: 0.25 });
    for (const x of [270, 490]) {
      p.rect(x, 386, 42, 82, 10, p.slant("#7e8896", "#4e5866"));
      p.rect(x + 11, 402, 20, 40, 5, "#c9d0d8");
    }
    p.disc(184, 430, 17, p.ball("#6b7684"));
    p.disc(616, 430, 17, p.ball("#6b7684"));
    p.line("M400,530V582M378,543L422,569M422,543L378,569", "#f4faf7", 7);
    p.rect(560, 610, 34, 24, 6, "#6b7684");
  },
};

const hat: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    const cloth = "#c6a468";
    ground(p, 400, 616, 270, 0.14);
    p.shape(
      "M268,440C180,470 110,540 116,584C124,640 676,640 684,584C690,540 620,470 532,440Z",
      p.across(lighter(cloth, 0.22), cloth, darker(cloth, 0.28)),
    );
    p.shape(
      "M116,584C124,640 676,640 684,584C684,574 680,566 676,566C650,612 150,612 124,566C120,566 116,574 116,584Z",
      darker(cloth, 0.3),
    );
    p.line(
      "M186,504C260,556 540,556 614,504M156,536C240,592 560,592 644,536M222,476C290,522 510,522 578,476",
      lighter(cloth, 0.5),
      4,
      { o: 0.6 },
    );
    p.at("translate(-84,125)scale(1.21,.72)", () => {
      p.shape(
        "M268,446C268,330 290,240 316,222C370,204 430,204 484,222C510,240 532,330 532,446C490,482 310,482 268,446Z",
        p.round(lighter(cloth, 0.08)),
      );
      p.oval(400, 230, 88, 20, p.slant(lighter(cloth, 0.5), lighter(cloth, 0.12)));
      p.line("M400,250V470", darker(cloth, 0.2), 4, { o: 0.5 });
      p.shape(
        "M268,412C310,446 490,446 532,412L532,446C490,482 310,482 268,446Z",
        p.round(inks.forest),
      );
      for (const x of [310, 336]) p.disc(x, 330, 7, darker(cloth, 0.5));
      p.rect(446, 424, 50, 34, 4, "#efe0bd", { t: "rotate(-6 470 440)" });
    });
  },
};

export const outdoorGear: Pictures = {
  "insulated-bottle": bottle,
  "rolltop-backpack": backpack,
  "cooler-box": cooler,
  "bucket-hat": hat,
};
