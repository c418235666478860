/**
 * The sheet for an illustration: collects shapes and shared gradients, and prints one small SVG.
 */

export type Stop = string | readonly [color: string, offset: number, opacity?: number];

export interface Look {
  /** opacity */
  readonly o?: number;
  /** transform */
  readonly t?: string;
}

const WARM_WHITE = "#fffaf0";
const WARM_DARK = "#2a1c30";

function channels(hex: string): readonly [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function mix(from: string, to: string, share: number): string {
  const a = channels(from);
  const b = channels(to);
  const blend = (x: number, y: number): string =>
    Math.round(x + (y - x) * share)
      .toString(16)
      .padStart(2, "0");
  return `#${blend(a[0], b[0])}${blend(a[1], b[1])}${blend(a[2], b[2])}`;
}

/** Lights and darks lean warm, so that every object looks lit by the same lamp. */
export const lighter = (hex: string, share = 0.2): string => mix(hex, WARM_WHITE, share);
export const darker = (hex: string, share = 0.2): string => mix(hex, WARM_DARK, share);

/** On an 800 unit sheet a place needs one decimal at most, a scale or an opacity two. */
const tidy = (text: string): string =>
  text
    .replace(/-?\d+\.\d+/g, (found) => {
      const number = Number(found);
      return String(
        Math.abs(number) < 4 ? Math.round(number * 100) / 100 : Math.round(number * 10) / 10,
      );
    })
    .replace(/\s+/g, " ")
    .trim();

export class Paper {
  private readonly defs: string[] = [];
  private readonly stamps = new Map<string, string>();
  private readonly known = new Map<string, string>();
  private out: string[] = [];

  private define(markup: (id: string) => string): string {
    const key = markup("?");
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const id = `d${this.known.size.toString(36)}`;
    this.known.set(key, id);
    this.defs.push(markup(id));
    return id;
  }

  private gradient(
    tag: "linearGradient" | "radialGradient",
    place: string,
    stops: readonly Stop[],
  ): string {
    const last = Math.max(1, stops.length - 1);
    const inner = stops
      .map((stop, index) => {
        const [color, offset, opacity] =
          typeof stop === "string" ? [stop, index / last, undefined] : stop;
        const alpha = opacity === undefined ? "" : ` stop-opacity="${opacity}"`;
        return `<stop offset="${Math.round(offset * 100) / 100}" stop-color="${color}"${alpha}/>`;
      })
      .join("");
    return `url(#${this.define((id) => `<${tag} id="${id}"${place}>${inner}</${tag}>`)})`;
  }

  /** Left to right. */
  across(...stops: readonly Stop[]): string {
    return this.gradient("linearGradient", "", stops);
  }

  /** Top to bottom. */
  down(...stops: readonly Stop[]): string {
    return this.gradient("linearGradient", ' x2="0" y2="1"', stops);
  }

  /** Top left to bottom right. */
  slant(...stops: readonly Stop[]): string {
    return this.gradient("linearGradient", ' x2="1" y2="1"', stops);
  }

  /** From the middle outwards. */
  halo(...stops: readonly Stop[]): string {
    return this.gradient("radialGradient", "", stops);
  }

  /** A standing round body lit from the left. */
  round(color: string): string {
    return this.across(
      [lighter(color, 0.08), 0],
      [lighter(color, 0.34), 0.24],
      [color, 0.58],
      [darker(color, 0.24), 0.94],
      [darker(color, 0.16), 1],
    );
  }

  /** A flat thing lit from the top left. */
  sheet(color: string): string {
    return this.slant(lighter(color, 0.2), color, darker(color, 0.1));
  }

  /** A ball lit from the top left. */
  ball(color: string): string {
    return this.gradient("radialGradient", ' cx=".36" cy=".3" r=".8"', [
      [lighter(color, 0.42), 0],
      [color, 0.5],
      [darker(color, 0.3), 1],
    ]);
  }

  private look({ o, t }: Look): string {
    return (
      (o === undefined ? "" : ` opacity="${o}"`) +
      (t === undefined ? "" : ` transform="${tidy(t)}"`)
    );
  }

  rect(x: number, y: number, w: number, h: number, r: number, fill: string, look: Look = {}): void {
    const corner = r > 0 ? ` rx="${r}"` : "";
    this.out.push(
      tidy(
        `<rect x="${x}" y="${y}" width="${w}" height="${h}"${corner} fill="${fill}"${this.look(look)}/>`,
      ),
    );
  }

  oval(x: number, y: number, rx: number, ry: number, fill: string, look: Look = {}): void {
    this.out.push(
      tidy(`<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"${this.look(look)}/>`),
    );
  }

  disc(x: number, y: number, r: number, fill: string, look: Look = {}): void {
    this.out.push(tidy(`<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"${this.look(look)}/>`));
  }

  ring(x: number, y: number, r: number, width: number, color: string, look: Look = {}): void {
    this.out.push(
      tidy(
        `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${color}" stroke-width="${width}"${this.look(look)}/>`,
      ),
    );
  }

  shape(d: string, fill: string, look: Look = {}): void {
    this.out.push(`<path d="${tidy(d)}" fill="${fill}"${this.look(look)}/>`);
  }

  line(d: string, color: string, width: number, look: Look = {}): void {
    this.out.push(
      `<path d="${tidy(d)}" fill="none" stroke="${color}" stroke-width="${Math.round(width * 10) / 10}" stroke-linecap="round" stroke-linejoin="round"${this.look(look)}/>`,
    );
  }

  /** A filled outline with soft corners. */
  puff(d: string, color: string, width: number): void {
    this.out.push(
      `<path d="${tidy(d)}" fill="${color}" stroke="${color}" stroke-width="${Math.round(width * 10) / 10}" stroke-linejoin="round"/>`,
    );
  }

  /** A line of round dots, `gap` apart. */
  dots(d: string, color: string, size: number, gap: number, opacity: number): void {
    this.out.push(
      `<path d="${tidy(d)}" fill="none" stroke="${color}" stroke-width="${size}" stroke-linecap="round" stroke-dasharray="0 ${gap}" opacity="${opacity}"/>`,
    );
  }

  /** Several thin things of one colour, moved or turned together. */
  at(transform: string, draw: () => void): void {
    this.wrap(`transform="${tidy(transform)}"`, draw);
  }

  /** Whatever is drawn shows only within the outline. */
  inside(d: string, draw: () => void): void {
    const id = this.define((name) => `<clipPath id="${name}"><path d="${tidy(d)}"/></clipPath>`);
    this.wrap(`clip-path="url(#${id})"`, draw);
  }

  /** Whatever is drawn becomes one soft shadow. */
  shade(blur: number, opacity: number, draw: () => void): void {
    const id = this.define(
      (name) =>
        `<filter id="${name}" filterUnits="userSpaceOnUse" x="-200" y="-200" width="1200" height="1200"><feGaussianBlur stdDeviation="${blur}"/></filter>`,
    );
    this.wrap(`filter="url(#${id})" opacity="${opacity}"`, draw);
  }

  /** Something drawn once and shown again wherever it is stamped; `name` says which. */
  stamp(name: string, transform: string, draw: () => void): void {
    let id = this.stamps.get(name);
    if (id === undefined) {
      id = `s${this.stamps.size.toString(36)}`;
      this.stamps.set(name, id);
      const inner = this.collect(draw);
      this.defs.push(`<g id="${id}">${inner}</g>`);
    }
    this.out.push(`<use href="#${id}" transform="${tidy(transform)}"/>`);
  }

  private collect(draw: () => void): string {
    const outer = this.out;
    this.out = [];
    draw();
    const inner = this.out.join("");
    this.out = outer;
    return inner;
  }

  private wrap(attributes: string, draw: () => void): void {
    const inner = this.collect(draw);
    this.out.push(`<g ${attributes}>${inner}</g>`);
  }

  print(): string {
    const defs = this.defs.length > 0 ? `<defs>${this.defs.join("")}</defs>` : "";
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" width="800" height="800">${defs}${this.out.join("")}</svg>\n`;
  }
}
