import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { getRuntime } from "@sunchak/api";
import satori from "satori";
import sharp from "sharp";
import type { Card } from "./cards.ts";

const WIDTH = 1200;
const HEIGHT = 630;
/** The product's picture fills the right side. */
const SIDE = HEIGHT;

const paper = { background: "#ffffff", ink: "#15171a", muted: "#595e66" };
const ticket = { background: "#ff4f26", ink: "#1c0903", muted: "#1c0903" };

let font: Promise<Buffer> | undefined;
const readFont = () => {
  font ??= readFile(join(process.cwd(), "public/fonts/Pretendard-Bold.subset.woff"));
  return font;
};

/** A product's picture: uploaded, or one of those that come with the shop; null when it is gone. */
async function readPicture(path: string): Promise<Uint8Array | null> {
  const [, folder, name = ""] = /^\/(uploads|products)\/([\w-]+\.\w+)$/.exec(path) ?? [];
  if (folder === "uploads") return getRuntime().images.get(name);
  return folder ? readFile(join(process.cwd(), "public/products", name)).catch(() => null) : null;
}

/** The font has no pictographs. */
const written = (text: string) =>
  text.replace(/\p{Extended_Pictographic}|\ufe0f|\u200d/gu, "").trim();

/** Draws a card as a JPEG of 1200 × 630. Only the layout keeps the process's one thread busy. */
export async function drawCard(card: Card): Promise<Uint8Array<ArrayBuffer>> {
  const picture = card.picture ? await readPicture(card.picture) : null;
  const { background, ink, muted } = card.picture ? paper : ticket;
  const title = written(card.title);
  const svg = await satori(
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        width: picture ? WIDTH - SIDE : WIDTH,
        height: HEIGHT,
        boxSizing: "border-box",
        padding: 64,
        color: ink,
        letterSpacing: "-0.02em",
        wordBreak: "keep-all",
      }}
    >
      <div style={{ display: "flex", fontSize: 36 }}>{written(card.shop)}</div>
      <div style={{ display: "flex", flexDirection: "column" }}>
        <div style={{ display: "block", fontSize: 34, lineClamp: 2, color: muted }}>
          {written(card.eyebrow)}
        </div>
        <div
          style={{
            display: "block",
            marginTop: 16,
            fontSize: picture ? 56 : title.length > 16 ? 88 : 120,
            lineHeight: 1.15,
            lineClamp: 4,
          }}
        >
          {title}
        </div>
      </div>
      <div style={{ display: "block", fontSize: 32, lineClamp: 2, color: muted }}>
        {written(card.line)}
      </div>
    </div>,
    {
      width: WIDTH,
      height: HEIGHT,
      fonts: [{ name: "Pretendard", data: await readFont(), weight: 700, style: "normal" }],
    },
  );
  const layers = [{ input: Buffer.from(svg), left: 0, top: 0 }];
  if (picture) {
    const input = await sharp(picture).resize(SIDE, SIDE, { fit: "cover" }).png().toBuffer();
    layers.push({ input, left: WIDTH - SIDE, top: 0 });
  }
  const canvas = { width: WIDTH, height: HEIGHT, channels: 3 as const, background };
  const drawn = await sharp({ create: canvas }).composite(layers).jpeg({ quality: 85 }).toBuffer();
  return new Uint8Array(drawn);
}
