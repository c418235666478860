import { readFileSync } from "node:fs";
import { locales, pathIn } from "@sunchak/web/locales";
import { expect, it } from "vitest";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url));

/** A PNG's width and height, as its first chunk has them. */
function sizeOf(path: string): string {
  const png = read(path);
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

it.each(locales)(
  "the manifest of %s names the shop, starts in its language and has its icons",
  (locale) => {
    const manifest = JSON.parse(String(read(`public/${locale}.webmanifest`)));
    const { Site, Shell } = JSON.parse(String(read(`messages/${locale}.json`)));
    expect(manifest).toMatchObject({
      name: Site.name,
      short_name: Site.name,
      description: Site.description,
      lang: locale,
      start_url: pathIn(locale, "/"),
      shortcuts: [
        { name: Shell.to.drops, url: pathIn(locale, "/coupons") },
        { name: Shell.to.orders, url: pathIn(locale, "/orders") },
      ],
    });
    const drawn = manifest.icons.filter(({ type }: { type: string }) => type === "image/png");
    expect(drawn.map(({ sizes }: { sizes: string }) => sizes)).toEqual([
      "192x192",
      "512x512",
      "512x512",
    ]);
    for (const { src, sizes } of drawn) expect(sizeOf(`public${src}`)).toBe(sizes);
  },
);

it("an iPhone's home screen has an icon without a transparent corner", () => {
  expect(sizeOf("public/icons/apple-180.png")).toBe("180x180");
  // Colour type 2: red, green and blue, no alpha.
  expect(read("public/icons/apple-180.png").readUInt8(25)).toBe(2);
});
