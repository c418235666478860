/** The seven rooms the objects stand in: one tint a category, one light, one horizon. */
import { darker, lighter, mix, type Paper } from "./paper.ts";

export type Room = "kitchen" | "living" | "stationery" | "food" | "outdoor" | "audio" | "bath";

/** What stands behind the object; the last two have no horizon. */
export type Backdrop = "disc" | "arch" | "hill" | "panel" | "night" | "desk" | "wall";

export interface Picture {
  readonly room: Room;
  readonly backdrop: Backdrop;
  readonly draw: (p: Paper) => void;
}

export type Pictures = Readonly<Record<string, Picture>>;

interface Tint {
  readonly wall: string;
  readonly floor: string;
  readonly accent: string;
}

const tints: Readonly<Record<Room, Tint>> = {
  kitchen: { wall: "#f8e8da", floor: "#edd0b8", accent: "#f1c3a0" },
  living: { wall: "#e9eee0", floor: "#d3ddc4", accent: "#c3d1ae" },
  stationery: { wall: "#e2ebf3", floor: "#c9d9e8", accent: "#b4cce2" },
  food: { wall: "#fcf1d0", floor: "#f3dfa6", accent: "#f6d27c" },
  outdoor: { wall: "#ddefea", floor: "#bcdad1", accent: "#a3cdc1" },
  audio: { wall: "#ebe6f3", floor: "#d5cce4", accent: "#c4b6dc" },
  bath: { wall: "#f8e6e7", floor: "#edced1", accent: "#e8b9be" },
};

export const inks = {
  cream: "#fbf3e4",
  white: "#fdfaf5",
  oak: "#d3a46f",
  walnut: "#80533a",
  brass: "#d6a94f",
  steel: "#c3c9d3",
  coal: "#3b3a47",
  navy: "#33406b",
  clay: "#cf6b4e",
  red: "#c8473f",
  forest: "#3f6e5b",
  leaf: "#6f9a5b",
  mustard: "#e2a93b",
  amber: "#b9682a",
  coffee: "#5a3526",
  sky: "#7fa6cc",
  rose: "#df8f93",
  plum: "#6c5489",
  shadow: "#3a2338",
} as const;

const HORIZON = 572;

export function paintBackdrop(p: Paper, room: Room, backdrop: Backdrop): void {
  const { wall, floor, accent } = tints[room];
  if (backdrop === "night") {
    const dusk = mix(darker(accent, 0.62), "#26304f", 0.5);
    p.rect(0, 0, 800, 800, 0, p.down(darker(dusk, 0.3), dusk));
    p.rect(0, HORIZON, 800, 800 - HORIZON, 0, p.down(lighter(dusk, 0.06), darker(dusk, 0.25)));
    return;
  }
  p.rect(0, 0, 800, 800, 0, p.slant(lighter(wall, 0.45), wall, mix(wall, floor, 0.6)));
  if (backdrop === "wall") {
    p.shape("M0,0H330L0,520Z M430,0H560L0,880V676Z", "#fffaf0", { o: 0.35 });
    return;
  }
  if (backdrop === "desk") {
    p.disc(560, 300, 330, p.slant(mix(wall, accent, 0.75), mix(wall, accent, 0.25)));
    return;
  }
  const behind = p.down(accent, mix(accent, wall, 0.55));
  if (backdrop === "disc") p.disc(400, 360, 270, behind);
  if (backdrop === "arch") p.shape(`M170,${HORIZON}V340A230,230 0 0 1 630,340V${HORIZON}Z`, behind);
  if (backdrop === "panel") {
    p.rect(120, 120, 330, 460, 24, behind);
    p.rect(490, 250, 190, 330, 24, p.down(mix(accent, wall, 0.4), mix(accent, wall, 0.75)));
  }
  if (backdrop === "hill") {
    p.disc(590, 220, 84, lighter(accent, 0.55));
    p.shape(
      `M0,520C150,380 260,360 380,450C500,330 660,310 800,440V600H0Z`,
      p.down(mix(accent, wall, 0.35), accent),
    );
    p.shape(
      `M0,560C220,470 420,500 560,540C660,500 740,500 800,510V620H0Z`,
      p.down(accent, darker(accent, 0.08)),
    );
  }
  p.rect(
    0,
    HORIZON,
    800,
    800 - HORIZON,
    0,
    p.down(mix(floor, wall, 0.2), floor, darker(floor, 0.04)),
  );
  p.rect(0, HORIZON, 800, 5, 0, "#fffaf0", { o: 0.35 });
}
