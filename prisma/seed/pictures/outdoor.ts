import { flame, gleam, ground, shine, tub } from "./forms.ts";
import { outdoorGear } from "./outdoor-gear.ts";
import { darker, lighter, type Paper } from "./paper.ts";
import { inks, type Picture, type Pictures } from "./scene.ts";

const room = "outdoor";

function pitchedTent(p: Paper, color: string, lit: boolean): void {
  p.line("M152,640L90,676M648,640L716,676", darker(color, 0.5), 5);
  const shell = "M400,270C470,330 590,520 650,646C560,664 240,664 150,646C210,520 330,330 400,270Z";
  p.shape(
    shell,
    lit
      ? p.halo("#ffe2a0", "#f2a95a", darker(color, 0.1))
      : p.across(lighter(color, 0.28), color, darker(color, 0.25)),
  );
  p.shape(
    "M400,270C350,340 268,520 240,656C210,655 170,652 150,646C210,520 330,330 400,270Z",
    lit ? "#8a3a24" : "#fff6e4",
    { o: 0.22 },
  );
  p.shape(
    "M400,270C460,340 540,520 566,656C600,655 630,652 650,646C590,520 470,330 400,270Z",
    inks.shadow,
    { o: 0.16 },
  );
  p.shape(
    "M400,330C432,400 488,560 500,659H300C312,560 368,400 400,330Z",
    lit ? p.halo("#fff4cf", "#ffc765") : p.down(darker(color, 0.5), darker(color, 0.65)),
  );
  p.shape(
    "M400,330C380,430 362,560 330,659H300C312,560 368,400 400,330Z",
    p.across(lighter(color, 0.5), lighter(color, 0.1)),
  );
  p.shape(
    "M400,330C424,430 446,560 472,659H500C488,560 432,400 400,330Z",
    p.across(lighter(color, 0.35), darker(color, 0.05)),
  );
  p.line(
    "M400,270C350,340 268,520 240,656M400,270C460,340 540,520 566,656",
    lighter(color, 0.5),
    4,
    { o: 0.6 },
  );
}

const tent: Picture = {
  room,
  backdrop: "hill",
  draw(p) {
    ground(p, 400, 656, 270, 0.12);
    pitchedTent(p, "#df8a45", false);
    for (const [x, k] of [
      [96, 1],
      [170, 0.7],
    ] as const)
      p.stamp("pine", `translate(${x},560)scale(${k})`, () => {
        p.rect(-8, -30, 16, 40, 2, inks.walnut);
        p.shape(
          "M0,-210L44,-120H24L60,-50H30L70,-8H-70L-30,-50H-60L-24,-120H-44Z",
          p.across("#5f947c", "#3c6b58"),
        );
      });
  },
};

const tentAtNight: Picture = {
  room,
  backdrop: "night",
  draw(p) {
    p.disc(620, 150, 46, "#f6eccb");
    p.disc(640, 138, 42, "#28324a");
    p.line(
      "M120,120h0M240,70h0M330,170h0M470,90h0M180,240h0M720,270h0M560,250h0M80,320h0M410,50h0",
      "#fbf3d4",
      6,
    );
    p.line("M290,110h0M520,160h0M700,90h0M140,180h0", "#fbf3d4", 3);
    p.shape("M0,480C140,400 240,390 380,470C500,400 640,380 800,470V580H0Z", "#22303f");
    shine(p, 400, 520, 360, "#ffc873", 0.55);
    p.oval(400, 662, 330, 40, p.halo(["#ffcf86", 0, 0.7], ["#ffcf86", 1, 0]));
    pitchedTent(p, "#c26a34", true);
  },
};

function lantern(p: Paper, lit: boolean): void {
  const body = "#c9573f";
  p.line("M286,330C250,120 550,120 514,330", "#8d96a3", 14);
  p.line("M288,326C256,128 500,118 512,300", "#e3e8ee", 4, { o: 0.7 });
  p.shape(tub(400, 566, 128, 646, 150, 14), p.round(body));
  p.shape(tub(400, 546, 120, 570, 130), p.round(darker(body, 0.2)));
  const glass = "M310,330C274,380 274,500 310,548A90,14 0 0 0 490,548C526,500 526,380 490,330Z";
  p.shape(
    glass,
    lit
      ? p.halo("#fff7da", "#ffd888", "#f1ab4c")
      : p.across(["#ffffff", 0, 0.85], ["#ffffff", 0.5, 0.4], ["#d9e6e4", 1, 0.85]),
  );
  p.rect(380, 410, 40, 130, 20, lit ? "#fffdf2" : p.across("#ffeebc", "#f6cf7a"));
  p.line("M330,340C306,400 306,490 330,552M470,340C494,400 494,490 470,552", "#7d8794", 6);
  gleam(p, "M300,390C292,430 292,470 302,510L318,512C308,470 308,430 316,386Z", 0.7);
  p.shape(tub(400, 296, 84, 336, 100), p.round(body));
  p.shape(
    "M300,300C320,240 360,236 400,236S480,240 500,300A100,16 0 0 1 300,300Z",
    p.round(lighter(body, 0.06)),
  );
  p.rect(376, 214, 48, 26, 8, p.round(darker(body, 0.2)));
  p.disc(400, 612, 24, p.ball(inks.brass));
  p.line("M400,612V596", "#7d5a1e", 5);
}

const campLantern: Picture = {
  room,
  backdrop: "disc",
  draw(p) {
    ground(p, 400, 652, 156);
    lantern(p, false);
    shine(p, 400, 460, 180, "#ffe9b4", 0.55);
  },
};

const lanternAtNight: Picture = {
  room,
  backdrop: "night",
  draw(p) {
    shine(p, 400, 440, 410, "#ffca78", 0.7);
    p.oval(400, 656, 350, 56, p.halo(["#ffcf86", 0, 0.7], ["#ffcf86", 1, 0]));
    lantern(p, true);
  },
};

const chair: Picture = {
  room,
  backdrop: "hill",
  draw(p) {
    const wood = inks.oak;
    ground(p, 410, 664, 240, 0.12);
    p.line("M300,480L560,640M540,470L270,640", darker(wood, 0.35), 20);
    p.shape(
      "M264,214C350,240 450,240 536,214L560,450C470,480 330,480 240,450Z",
      p.across("#f3e3c6", "#e2c79b", "#c19d6c"),
    );
    p.shape("M256,290C350,316 450,316 544,290L548,330C450,356 350,356 252,330Z", "#c9573f", {
      o: 0.85,
    });
    p.line("M262,206L214,462M538,206L586,462", wood, 24);
    p.line("M258,210L214,450", lighter(wood, 0.4), 6);
    p.shape(
      "M226,440C320,476 480,476 574,440L622,520C500,566 300,566 178,520Z",
      p.down("#f6e8cf", "#d5b688"),
    );
    p.shape(
      "M178,520C300,566 500,566 622,520L618,540C500,588 300,588 182,540Z",
      darker("#c19d6c", 0.1),
    );
    p.line("M190,400L150,404M610,400L650,404", darker(wood, 0.2), 18);
    p.line("M160,520L600,668M640,520L200,668", wood, 24);
    p.line("M164,514L596,660", lighter(wood, 0.4), 6, { o: 0.7 });
    p.disc(400, 596, 13, p.ball(inks.steel));
    p.line(
      "M140,402L220,388M660,402L580,388M150,404L164,516M650,404L636,516",
      lighter(wood, 0.08),
      22,
    );
  },
};

const firePit: Picture = {
  room,
  backdrop: "hill",
  draw(p) {
    ground(p, 400, 666, 220, 0.13);
    shine(p, 400, 340, 280, "#ffdf9a", 0.8);
    p.line("M270,560L230,668M530,560L570,668M400,590V676", "#5d6672", 18);
    p.oval(400, 446, 218, 32, "#4b525d");
    p.line("M270,452L500,372M530,452L310,360M340,440L420,330", darker(inks.walnut, 0.2), 42);
    p.line("M270,444L496,364M526,442L312,350", lighter(inks.walnut, 0.15), 10);
    p.disc(501, 371, 20, "#dcb283");
    p.disc(309, 359, 20, "#dcb283");
    flame(p, 330, 430, 170);
    flame(p, 470, 430, 190);
    flame(p, 400, 444, 270);
    p.shape(
      "M182,440A218,32 0 0 0 618,440L520,590A120,18 0 0 1 280,590Z",
      p.across("#e1e5ea", ["#f6f8fa", 0.25], ["#a3adb8", 0.6], "#6f7a87"),
    );
    p.line("M182,440A218,32 0 0 0 618,440", "#f4f6f8", 8);
    p.line(
      "M300,506L318,556M350,514L360,566M400,516V570M450,514L440,566M500,506L482,556",
      "#59626e",
      15,
    );
    p.line(
      "M300,506L318,556M350,514L360,566M400,516V570M450,514L440,566M500,506L482,556",
      "#f0914a",
      6,
    );
  },
};

export const outdoor: Pictures = {
  ...outdoorGear,
  "two-person-tent": tent,
  "two-person-tent-2": tentAtNight,
  "camp-lantern": campLantern,
  "camp-lantern-2": lanternAtNight,
  "folding-chair": chair,
  "fire-pit": firePit,
};
