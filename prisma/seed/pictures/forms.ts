/** Forms that many pictures use. */
import { darker, lighter, type Paper } from "./paper.ts";
import { inks } from "./scene.ts";

/** How round a standing thing's rim looks from our eye height. */
const TILT = 0.17;

/** The shadow a standing thing throws, to the right and towards us. */
export function ground(p: Paper, x: number, y: number, reach: number, height = 0.2): void {
  p.shade(14, 0.3, () => p.oval(x + reach * 0.2, y + 4, reach * 1.08, reach * height, inks.shadow));
  p.shade(5, 0.32, () => p.oval(x + 4, y, reach * 0.94, reach * height * 0.55, inks.shadow));
}

/** The shadow of a flat outline that lies on a desk or hangs on a wall. */
export function lift(p: Paper, d: string, height = 18, look: { t?: string } = {}): void {
  p.shade(height * 0.8, 0.3, () =>
    p.at(`translate(${height * 0.8},${height})`, () => p.shape(d, inks.shadow, look)),
  );
}

/** Outline of a round body, straight from rim to foot; `soft` rounds the foot off. */
export function tub(
  x: number,
  top: number,
  rTop: number,
  foot: number,
  rFoot: number,
  soft = 0,
  tilt = TILT,
): string {
  const near = foot - soft;
  const edge = rFoot + ((rTop - rFoot) * soft) / Math.max(1, foot - top);
  const inner = rFoot - soft * 0.75;
  const turn =
    soft > 0
      ? `C${x - edge},${foot - soft * 0.3} ${x - rFoot + soft * 0.2},${foot} ${x - inner},${foot}`
      : `L${x - inner},${foot}`;
  const back =
    soft > 0
      ? `C${x + rFoot - soft * 0.2},${foot} ${x + edge},${foot - soft * 0.3} ${x + edge},${near}`
      : "";
  return `M${x - rTop},${top}L${x - edge},${near}${turn}A${inner},${inner * tilt} 0 0 0 ${x + inner},${foot}${back}L${x + rTop},${top}A${rTop},${rTop * tilt} 0 0 1 ${x - rTop},${top}Z`;
}

/** A round body standing upright. */
export function drum(
  p: Paper,
  x: number,
  top: number,
  foot: number,
  r: number,
  color: string,
  tilt = TILT,
): void {
  p.shape(tub(x, top, r, foot, r, 0, tilt), p.round(color));
  p.oval(x, top, r, r * tilt, p.slant(lighter(color, 0.42), lighter(color, 0.12)));
}

/** An opening seen from above: rim, inner wall and, if wanted, what it holds. */
export function mouth(
  p: Paper,
  x: number,
  y: number,
  r: number,
  rim: string,
  wall: string,
  holds?: string,
): void {
  const ry = r * TILT;
  p.oval(x, y, r, ry, p.across(lighter(rim, 0.5), rim));
  p.oval(x, y + 1, r - 9, ry - 3.5, p.across(darker(wall, 0.3), wall));
  if (holds === undefined) return;
  p.inside(
    `M${x - r + 9},${y + 1}a${r - 9},${ry - 3.5} 0 0 0 ${2 * r - 18},0a${r - 9},${ry - 3.5} 0 0 0 ${18 - 2 * r},0Z`,
    () => p.oval(x, y + ry * 0.5, r - 13, ry - 3, p.across(lighter(holds, 0.12), holds)),
  );
}

/** A leaf that grows from a point, `turn` degrees clockwise from upright. */
export function leaf(
  p: Paper,
  x: number,
  y: number,
  length: number,
  turn: number,
  color: string,
): void {
  p.stamp(`leaf ${color}`, `translate(${x},${y})rotate(${turn})scale(${length / 100})`, () => {
    p.shape(
      "M0,0C30,-30 30,-70 0,-100C-30,-70 -30,-30 0,0Z",
      p.across(lighter(color, 0.18), darker(color, 0.12)),
    );
    p.line("M0,0V-80", lighter(color, 0.4), 3, { o: 0.6 });
  });
}

/** Light that slides down a glossy side. */
export function gleam(p: Paper, d: string, opacity = 0.5): void {
  p.shape(d, "#fffdf8", { o: opacity });
}

export function steam(p: Paper, x: number, y: number): void {
  p.line(`M${x - 34},${y}c-26,-34 24,-56 0,-96`, "#fffdf8", 11, { o: 0.6 });
  p.line(`M${x + 30},${y - 6}c-26,-40 24,-66 0,-116`, "#fffdf8", 11, { o: 0.6 });
}

export function flame(p: Paper, x: number, y: number, height: number): void {
  const w = height * 0.3;
  const tongue = (k: number): string =>
    `M${x},${y - height * k}C${x + w * 1.5 * k},${y - height * 0.45 * k} ${x + w * k},${y} ${x},${y}C${x - w * k},${y} ${x - w * 1.5 * k},${y - height * 0.45 * k} ${x},${y - height * k}Z`;
  p.shape(tongue(1), p.down("#ffc65a", "#f0803c"));
  p.shape(tongue(0.6), p.down("#fff6d2", "#ffd36b"));
}

/** Soft light around a lamp. */
export function shine(
  p: Paper,
  x: number,
  y: number,
  r: number,
  color = "#ffd98a",
  strength = 0.75,
): void {
  p.disc(x, y, r, p.halo([color, 0, strength], [color, 0.45, strength * 0.4], [color, 1, 0]));
}
