import { systemClock } from "@sunchak/core";
import {
  createTestDatabase,
  freePort,
  makeCampaign,
  makeProduct,
  type TestDeps,
  testDeps,
  times,
} from "@sunchak/testing";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type RunningApp, startApp } from "../start-app.ts";

const hostile = 'Cup "</script><script>alert(1)</script>" & <b>';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let deps: TestDeps;
let shop: RunningApp;
let origin: string;
let product: string;
let soldOut: string;
let archived: string;
let campaign: string;

beforeAll(async () => {
  database = await createTestDatabase("sqlite");
  deps = testDeps(database.db, { clock: systemClock });
  await database.db.client.category.create({
    data: { slug: "kitchen", name: "주방", nameEn: "Kitchen", createdAt: new Date() },
  });
  product = await makeProduct(deps, { name: "찻잔", nameEn: hostile, category: "kitchen" });
  await database.db.client.product.update({
    where: { id: product },
    data: { images: ["/products/oak-stool.svg"] },
  });
  soldOut = await makeProduct(deps, { stock: 0, category: "kitchen" });
  archived = await makeProduct(deps, { archived: true });
  campaign = await makeCampaign(deps);
  const PORT = String(await freePort());
  origin = `http://localhost:${PORT}`;
  shop = await startApp("storefront", {
    DATABASE_URL: database.url,
    PORT,
    STOREFRONT_URL: origin,
  });
});
afterAll(async () => {
  await shop.stop();
  await database.drop();
});

const pages = () => [
  "/",
  "/products",
  "/products?category=kitchen",
  `/products/${product}`,
  `/products/${soldOut}`,
  "/coupons",
  `/coupons/${campaign}`,
  `/coupons/${campaign}/log`,
];
const inEnglish = (path: string) => `/en${path.replace(/^\/$/, "")}`;

const decode = (text = "") =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

interface Tag {
  element: string;
  [attribute: string]: string;
}

/** The tags of the page's head, as a reader without scripts finds them. */
function tagsOf(html: string): Tag[] {
  const head = html.slice(0, html.indexOf("</head>"));
  return [...head.matchAll(/<(link|meta)\s([^>]*?)\/?>/g)].map(
    ([, element = "", attributes = ""]) => ({
      element,
      ...Object.fromEntries(
        [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key = "", value]) => [
          key.toLowerCase(),
          decode(value),
        ]),
      ),
    }),
  );
}

async function read(path: string) {
  const response = await fetch(origin + path);
  const html = await response.text();
  const tags = tagsOf(html);
  return {
    status: response.status,
    html,
    title: decode(/<head>.*?<title>([^<]*)<\/title>.*?<\/head>/s.exec(html)?.[1]),
    meta: (key: string) =>
      tags.find(({ property, name }) => property === key || name === key)?.content,
    links: tags.filter(({ element }) => element === "link"),
    things: z
      .array(z.looseObject({ "@type": z.string() }))
      .parse(
        [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].flatMap(
          ([, text = ""]) => JSON.parse(text)["@graph"],
        ),
      ),
  };
}

const address = z.url().refine((url) => url.startsWith(`${origin}/`) || url === origin);

/** What Google's documentation requires of each type. */
const schemas: Record<string, z.ZodType> = {
  WebSite: z.strictObject({
    "@type": z.literal("WebSite"),
    name: z.string().min(1),
    description: z.string().min(1),
    url: address,
    inLanguage: z.enum(["ko", "en"]),
  }),
  BreadcrumbList: z.strictObject({
    "@type": z.literal("BreadcrumbList"),
    itemListElement: z
      .array(
        z.strictObject({
          "@type": z.literal("ListItem"),
          position: z.int().min(1),
          name: z.string().min(1),
          item: address,
        }),
      )
      .min(2)
      .refine((items) => items.every(({ position }, index) => position === index + 1)),
  }),
  Product: z.strictObject({
    "@type": z.literal("Product"),
    name: z.string().min(1),
    description: z.string().min(1).optional(),
    image: z.array(address),
    sku: z.string(),
    category: z.string().min(1),
    url: address,
    offers: z.strictObject({
      "@type": z.literal("Offer"),
      url: address,
      price: z.int().min(0),
      priceCurrency: z.literal("KRW"),
      availability: z.enum(["https://schema.org/InStock", "https://schema.org/OutOfStock"]),
      itemCondition: z.literal("https://schema.org/NewCondition"),
    }),
  }),
  SaleEvent: z.strictObject({
    "@type": z.literal("SaleEvent"),
    name: z.string().min(1),
    description: z.string().min(1),
    startDate: z.iso.datetime(),
    endDate: z.iso.datetime(),
    eventAttendanceMode: z.literal("https://schema.org/OnlineEventAttendanceMode"),
    location: z.strictObject({ "@type": z.literal("VirtualLocation"), url: address }),
    image: z.array(address).min(1),
    url: address,
  }),
};

describe("without scripts, a search engine finds", () => {
  test("each page's name, description, own address and other languages in its head", async () => {
    for (const path of pages()) {
      for (const [language, own] of [
        ["ko", path],
        ["en", inEnglish(path)],
      ] as const) {
        const page = await read(own);
        const url = origin + own.replace(/^\/$/, "");
        expect([own, page.status]).toEqual([own, 200]);
        expect(page.title.length, own).toBeGreaterThan(3);
        expect(page.html, own).toContain(`<html lang="${language}"`);
        expect(page.meta("description")?.length, own).toBeGreaterThan(10);
        expect(page.meta("og:description"), own).toBe(page.meta("description"));
        expect(page.meta("og:url"), own).toBe(url);
        expect(page.meta("og:locale"), own).toBe(language === "ko" ? "ko_KR" : "en_GB");
        const canonical = page.links.filter(({ rel }) => rel === "canonical");
        expect(
          canonical.map(({ href }) => href),
          own,
        ).toEqual([url]);
        const others = page.links.filter(({ rel }) => rel === "alternate");
        expect(
          others.map(({ hreflang, href }) => [hreflang, href]),
          own,
        ).toEqual([
          ["ko", origin + path.replace(/^\/$/, "")],
          ["en", origin + inEnglish(path)],
          ["x-default", origin + path.replace(/^\/$/, "")],
        ]);
      }
    }
  });

  test("what is filtered or sorted as the list that it is a view of, and no search", async () => {
    const { links } = await read("/products?category=kitchen&minPrice=1000&sort=priceAsc&page=2");
    const canonical = links.find(({ rel }) => rel === "canonical");
    expect(canonical?.href).toBe(`${origin}/products?category=kitchen&page=2`);
    expect((await read("/products?q=cup")).html).toContain('<meta name="robots" content="noindex"');
  });

  test("data after schema.org that is whole, whatever a product is called", async () => {
    const found: Record<string, number> = {};
    for (const path of pages().flatMap((page) => [page, inEnglish(page)])) {
      for (const thing of (await read(path)).things) {
        const type = thing["@type"];
        found[type] = (found[type] ?? 0) + 1;
        expect([path, schemas[type]?.safeParse(thing).error?.issues]).toEqual([path, undefined]);
      }
    }
    expect(found).toEqual({ WebSite: 2, BreadcrumbList: 8, Product: 4, SaleEvent: 2 });
    const [thing] = (await read(`/en/products/${product}`)).things;
    expect(thing?.name).toBe(hostile);
  });

  test("a product's price, and whether it can be bought", async () => {
    const offerOf = async (id: string) => (await read(`/products/${id}`)).things[0]?.offers;
    const { price } = await database.db.client.product.findUniqueOrThrow({
      where: { id: product },
    });
    expect(await offerOf(product)).toMatchObject({
      price: Number(price),
      availability: "https://schema.org/InStock",
    });
    expect(await offerOf(soldOut)).toMatchObject({ availability: "https://schema.org/OutOfStock" });
  });
});

describe("a shared link", () => {
  test("has a picture of its product or drop, drawn in its language", async () => {
    const bodies = new Set<string>();
    for (const path of [`/products/${product}`, `/coupons/${campaign}`]) {
      for (const own of [path, inEnglish(path)]) {
        const { meta } = await read(own);
        const response = await fetch(meta("og:image") ?? "");
        expect([own, response.status, response.headers.get("content-type")]).toEqual([
          own,
          200,
          "image/jpeg",
        ]);
        const bytes = Buffer.from(await response.arrayBuffer());
        bodies.add(bytes.toString("base64"));
        expect(await sharp(bytes).metadata()).toMatchObject({ width: 1200, height: 630 });
        expect(bytes.length).toBeLessThan(300_000);
      }
    }
    expect(bodies.size).toBe(4);
  });

  test.each(["products/nothing.jpg", "users/a.jpg", "products/%00.jpg", "products/a.png"])(
    "to nothing has none: %s",
    async (file) => {
      expect((await fetch(`${origin}/pictures/ko/${file}`)).status).toBe(404);
    },
  );
});

describe("the sitemap", () => {
  const locationsOf = async (path: string) => {
    const response = await fetch(origin + path);
    expect([path, response.status, response.headers.get("content-type")]).toEqual([
      path,
      200,
      "application/xml",
    ]);
    const xml = await response.text();
    return [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => decode(url));
  };

  test("is named by robots.txt, which keeps crawlers off the pages of one person", async () => {
    const text = await (await fetch(`${origin}/robots.txt`)).text();
    expect(text).toContain(`Sitemap: ${origin}/sitemap.xml`);
    for (const path of ["/api/", "/cart", "/en/cart", "/orders", "/en/account"]) {
      expect(text.split("\n")).toContain(`Disallow: ${path}`);
    }
  });

  test("lists every page that all see alike once in each language, by its own address", async () => {
    const listed = await locationsOf("/sitemap.xml");
    expect(new Set(listed).size).toBe(listed.length);
    for (const path of pages().filter((page) => !page.endsWith("/log"))) {
      expect(listed).toContain(origin + path);
      expect(listed).toContain(origin + inEnglish(path));
    }
    expect(listed.filter((url) => url.includes(archived))).toEqual([]);
    for (const url of listed) {
      const { links } = await read(url.slice(origin.length));
      const canonical = links.find(({ rel }) => rel === "canonical")?.href;
      expect(canonical).toBe(url.replace(/\/$/, ""));
    }
  });

  test("of a shop with more pages is a list of parts, which have them all", async () => {
    const row = await database.db.client.product.findUniqueOrThrow({ where: { id: soldOut } });
    const ids = times(5_000, (number) => `many-${String(number).padStart(5, "0")}`);
    await database.db.client.product.createMany({
      data: ids.map((id) => ({ ...row, images: [], id })),
    });
    // The process knows the parts of up to five seconds ago.
    await expect.poll(() => locationsOf("/sitemap.xml")).toHaveLength(3);
    const parts = await locationsOf("/sitemap.xml");
    const listed = await Promise.all(parts.map((part) => locationsOf(part.slice(origin.length))));
    const products = listed.flat().filter((url) => url.includes("/products/"));
    expect(products).toHaveLength(2 * (ids.length + 2));
    expect(new Set(products).size).toBe(products.length);
    for (const no of ["pages.txt", "many-00001.xml"]) {
      expect([no, (await fetch(`${origin}/sitemaps/${no}`)).status]).toEqual([no, 404]);
    }
  });
});
