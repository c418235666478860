/** Writes every picture of the catalogue: `npm run pictures`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { catalogProducts } from "../catalog.ts";
import { audio } from "./audio.ts";
import { bath } from "./bath.ts";
import { food } from "./food.ts";
import { kitchen } from "./kitchen.ts";
import { living } from "./living.ts";
import { outdoor } from "./outdoor.ts";
import { Paper } from "./paper.ts";
import { type Pictures, paintBackdrop } from "./scene.ts";
import { stationery } from "./stationery.ts";

const LARGEST = 6_000;

const pictures: Pictures = {
  ...kitchen,
  ...living,
  ...stationery,
  ...food,
  ...outdoor,
  ...audio,
  ...bath,
};
const folder = fileURLToPath(new URL("../../../apps/storefront/public/products/", import.meta.url));

const wanted = catalogProducts.flatMap(({ images }) =>
  images.map((path) => path.replace(/^.*\/(.+)\.svg$/, "$1")),
);
const problems = [
  ...wanted.filter((name) => pictures[name] === undefined).map((name) => `not drawn: ${name}`),
  ...Object.keys(pictures)
    .filter((name) => !wanted.includes(name))
    .map((name) => `not in the catalogue: ${name}`),
];

mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (file.endsWith(".svg")) rmSync(folder + file);

for (const [name, { room, backdrop, draw }] of Object.entries(pictures)) {
  const paper = new Paper();
  paintBackdrop(paper, room, backdrop);
  draw(paper);
  const svg = paper.print();
  const size = Buffer.byteLength(svg);
  if (size >= LARGEST) problems.push(`too large: ${name} (${size} bytes)`);
  writeFileSync(`${folder}${name}.svg`, svg);
}

for (const problem of problems) console.error(problem);
console.log(`${Object.keys(pictures).length} pictures, ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;
