// npm run fonts: cuts the storefront's fonts out of Pretendard. Run it after changes of its words.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import subsetFont from "subset-font";
import { root } from "./processes.mjs";

/** The shop's weights; with fewer, each glyph is smaller. */
const weights = { min: 400, max: 800 };
/** Distances between signs, and digits of one width; the font's alternates would double `latin`. */
const features = ["ccmp", "kern", "mark", "tnum"];
/** How many syllables a file has that is loaded when one of them is shown. */
const PIECE = 80;
/** Of Pretendard's own pieces, the last hold the syllables that Korean texts use most. */
const USUAL_PIECES = 2;

const folder = join(root, "apps/storefront/src/fonts");
const require = createRequire(import.meta.url);
const pretendard = (file: string) =>
  join(dirname(require.resolve("pretendard/package.json")), file);
const read = (file: string) => readFileSync(file, "utf8");

const isSyllable = (sign: string) => sign >= "가" && sign <= "힣";
const isPrinted = (sign: string) => !/[\p{C}\p{Zl}\p{Zp}\u2800]/u.test(sign);
const signsOf = (texts: string[]) => new Set([...texts.join("").normalize()].filter(isPrinted));

/** All TypeScript and JSON below a folder. */
const textsBelow = (below: string) =>
  readdirSync(join(root, below), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(tsx?|json)$/.test(file))
    .map((file) => read(join(root, below, file)));

/** What Pretendard's own pieces hold, the most usual first. */
const pieces = [
  ...read(pretendard("dist/web/variable/pretendardvariable-dynamic-subset.css")).matchAll(
    /unicode-range: ([^;]+);/g,
  ),
]
  .map(([, ranges = ""]) =>
    ranges.split(", ").flatMap((range) => {
      const [first = 0, last = first] = range
        .slice(2)
        .split("-")
        .map((code) => Number.parseInt(code, 16));
      return Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at));
    }),
  )
  .reverse();

// The rest of the 11,172 syllables is hardly ever written; the system's font has it.
const known = signsOf([read(pretendard("subset_glyphs.txt"))]);
const inOrder = pieces.flat().filter((sign) => known.has(sign));
const spoken = signsOf([
  ...textsBelow("apps/storefront/messages"),
  ...textsBelow("packages/web/src"),
  // Orders write it between a price and a quantity.
  "×",
]);
const ofTheDemo = signsOf(textsBelow("prisma/seed"));

const latin = new Set(
  [...spoken, ...Array.from({ length: 95 }, (_, at) => String.fromCodePoint(32 + at))].filter(
    (sign) => !isSyllable(sign) && known.has(sign),
  ),
);
const usual = new Set([
  ...[...spoken].filter(isSyllable),
  ...pieces.slice(0, USUAL_PIECES).flat().filter(isSyllable),
]);
const syllables = inOrder.filter((sign) => isSyllable(sign) && !usual.has(sign));
const seldom = [
  ...syllables.filter((sign) => ofTheDemo.has(sign)),
  ...syllables.filter((sign) => !ofTheDemo.has(sign)),
];
const others = [...known].filter((sign) => !isSyllable(sign) && !latin.has(sign)).sort();

const inPieces = (name: string, signs: string[]) =>
  Array.from({ length: Math.ceil(signs.length / PIECE) }, (_, at) => ({
    name: `${name}-${at + 1}`,
    signs: signs.slice(at * PIECE, (at + 1) * PIECE),
  }));
const files = [
  ...inPieces("others", others),
  ...inPieces("seldom", seldom).reverse(),
  { name: "usual", signs: [...usual] },
  { name: "latin", signs: [...latin] },
];

/** As CSS writes them, U+ac00-ac02. */
function rangesOf(signs: string[]): string {
  const codes = signs.map((sign) => sign.codePointAt(0) ?? 0).sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const code of codes) {
    const last = ranges.at(-1);
    if (last && code === last[1] + 1) last[1] = code;
    else ranges.push([code, code]);
  }
  const hex = (code: number) => code.toString(16);
  return ranges
    .map(([first, last]) => `U+${hex(first)}${last > first ? `-${hex(last)}` : ""}`)
    .join(", ");
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
copyFileSync(pretendard("dist/LICENSE.txt"), join(folder, "OFL.txt"));
const font = readFileSync(pretendard("dist/web/variable/woff2/PretendardVariable.woff2"));
const faces: string[] = [];
for (const { name, signs } of files) {
  const cut = await subsetFont(font, signs.join(""), {
    targetFormat: "woff2",
    variationAxes: { wght: weights },
    keepFeatures: features,
    noHinting: true,
  });
  writeFileSync(join(folder, `${name}.woff2`), cut);
  faces.push(`@font-face {
  font-family: "Sunchak Sans";
  font-weight: ${weights.min} ${weights.max};
  font-display: swap;
  src: url("./${name}.woff2") format("woff2");
  unicode-range: ${rangesOf(signs)};
}
`);
  console.log(`${name}: ${signs.length} signs, ${cut.length} bytes`);
}
writeFileSync(
  join(folder, "fonts.css"),
  `/* Made by npm run fonts, out of Pretendard (OFL.txt). */\n${faces.join("")}`,
);
