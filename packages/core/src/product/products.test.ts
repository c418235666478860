import { makeProduct, onEachDatabase, testDeps } from "@sunchak/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { getProduct } from "./get-product.ts";
import { listProducts } from "./list-products.ts";
import { type ListProducts, listProductsInput } from "./schema.ts";

describe("listProductsInput", () => {
  it.each([
    { page: 0 },
    { size: 0 },
    { size: 101 },
    { page: 101, size: 100 },
    { inStock: "true" },
    { minPrice: -1 },
    { sort: "cheapest" },
    { q: "\u0000" },
    { colour: "red" },
  ])("refuses %o", (input) => {
    expect(listProductsInput.safeParse(input).success).toBe(false);
  });
});

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  const list = async (input: object) => listProducts(deps, listProductsInput.parse(input));
  const names = async (input: object) => (await list(input)).items.map((item) => item.name);

  beforeAll(async () => {
    deps = testDeps(database());
    const products = [
      { name: "찻잔", nameEn: "Tea Cup", category: "kitchen", price: 12_000, stock: 3 },
      { name: "100% 면 수건", nameEn: "Cotton_towel", category: "bath", price: 9_000, stock: 0 },
      { name: "역슬래시 \\ 노트", nameEn: "ÉCLAIR note", category: "stationery", price: 3_000 },
      { name: "숨은 상품", nameEn: "Archived", category: "secret", archived: true },
      { name: "주전자", nameEn: "Kettle", category: "kitchen", price: 30_000, stock: 1 },
    ];
    for (const product of products) {
      await makeProduct(deps, product);
      deps.clock.advance(1_000);
    }
  });

  it("lists what is on sale, newest first, with live stock", async () => {
    const page = await list({});
    expect(page).toMatchObject({ page: 1, size: 20, total: 4, totalCapped: false });
    expect(page.items.map((item) => item.name)).toEqual([
      "주전자",
      "역슬래시 \\ 노트",
      "100% 면 수건",
      "찻잔",
    ]);
    expect(page.items[0]).toEqual({
      id: expect.any(String),
      name: "주전자",
      nameEn: "Kettle",
      category: "kitchen",
      price: 30_000,
      stock: 1,
      imageUrl: "/products/mug.svg",
    });
  });

  it.each([
    ["찻", ["찻잔"]],
    ["찻".normalize("NFD"), ["찻잔"]],
    ["TEA c", ["찻잔"]],
    ["éclair", ["역슬래시 \\ 노트"]],
    ["%", ["100% 면 수건"]],
    ["_", ["100% 면 수건"]],
    ["\\", ["역슬래시 \\ 노트"]],
    ["%잔", []],
    ["' OR 1=1 --", []],
    ["숨은", []],
  ])(
    "searches %s in either language, any case, wildcards as plain characters",
    async (q, found) => {
      expect(await names({ q })).toEqual(found);
    },
  );

  it("filters by category, price and stock, all together", async () => {
    expect(await names({ category: "kitchen" })).toEqual(["주전자", "찻잔"]);
    expect(await names({ category: "" })).toEqual([]);
    expect(await names({ q: "" })).toHaveLength(4);
    expect(await names({ minPrice: 9_000, maxPrice: 12_000 })).toEqual(["100% 면 수건", "찻잔"]);
    expect(await names({ inStock: false })).toEqual(["100% 면 수건"]);
    expect(await names({ inStock: true, category: "kitchen", maxPrice: 20_000 })).toEqual(["찻잔"]);
    expect(await names({ minPrice: Number.MAX_SAFE_INTEGER })).toEqual([]);
  });

  it("leaves products out by each filter alone", async () => {
    const each = {
      q: "찻",
      category: "kitchen",
      minPrice: 10_000,
      maxPrice: 10_000,
      inStock: true,
    } satisfies Required<Omit<ListProducts, "page" | "size" | "sort">>;
    for (const [name, value] of Object.entries(each)) {
      const { total } = await list({ [name]: value });
      expect([name, total > 0 && total < 4]).toEqual([name, true]);
    }
  });

  it("sorts by price both ways and by quantity ever sold", async () => {
    const byPrice = ["역슬래시 \\ 노트", "100% 면 수건", "찻잔", "주전자"];
    expect(await names({ sort: "priceAsc" })).toEqual(byPrice);
    expect(await names({ sort: "priceDesc" })).toEqual(byPrice.toReversed());
    await deps.db.client.product.updateMany({ where: { name: "찻잔" }, data: { soldQuantity: 7 } });
    expect((await names({ sort: "bestSelling" }))[0]).toBe("찻잔");
  });

  it("pages without a gap or a repeat, and a page past the end is empty", async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => names({ page, size: 3 })));
    expect(pages.map((page) => page.length)).toEqual([3, 1, 0]);
    expect(new Set(pages.flat()).size).toBe(4);
    expect(await list({ page: 100, size: 100 })).toMatchObject({ items: [], total: 4 });
  });

  it("gets a product with its texts and pictures, but no archived, unknown or malformed id", async () => {
    const [first] = (await list({ q: "찻잔" })).items;
    expect(await getProduct(deps, { id: first?.id ?? "" })).toMatchObject({
      name: "찻잔",
      descriptionEn: "A mug made by hand.",
      images: ["/products/mug.svg"],
    });
    const archived = await deps.db.client.product.findFirstOrThrow({
      where: { category: "secret" },
    });
    for (const id of [archived.id, "unknown", "", "a\u0000b", "../x", "x".repeat(1_000)]) {
      await expect(getProduct(deps, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("applies all filters together, on early and late pages, in every sort", async () => {
    const filters = { q: "찻", category: "kitchen", minPrice: 1, maxPrice: 20_000 };
    for (const sort of ["newest", "priceAsc", "priceDesc", "bestSelling"]) {
      for (const inStock of [true, false]) {
        const input = { ...filters, inStock, sort };
        expect(await names(input)).toEqual(inStock ? ["찻잔"] : []);
        expect(await names({ ...input, page: 100, size: 100 })).toEqual([]);
        expect(await names(input)).toEqual(inStock ? ["찻잔"] : []);
      }
    }
  });

  it("pages without a gap or a repeat beyond the first thousand rows", async () => {
    const { client } = deps.db;
    const one = await client.product.findFirstOrThrow({ where: { archivedAt: null } });
    const products = Array.from({ length: 1_150 }, (_, n) => ({
      ...one,
      id: `deep-${String((n * 37) % 1_150).padStart(4, "0")}`,
      images: [],
      category: "deep",
      price: BigInt((n % 7) * 1_000),
      soldQuantity: n % 5,
      createdAt: new Date(one.createdAt.getTime() + (n % 11) * 1_000),
    }));
    await client.product.createMany({ data: products });
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    const sorted = {
      newest: products.toSorted((a, b) => +b.createdAt - +a.createdAt || byId(b, a)),
      priceAsc: products.toSorted((a, b) => Number(a.price - b.price) || byId(a, b)),
      priceDesc: products.toSorted((a, b) => Number(b.price - a.price) || byId(b, a)),
      bestSelling: products.toSorted((a, b) => b.soldQuantity - a.soldQuantity || byId(b, a)),
    };
    for (const [sort, expected] of Object.entries(sorted)) {
      const ids: string[] = [];
      for (let page = 1; page <= 12; page++) {
        const { items, total } = await list({ category: "deep", sort, page, size: 100 });
        expect(total).toBe(1_150);
        ids.push(...items.map(({ id }) => id));
      }
      expect(ids).toEqual(expected.map(({ id }) => id));
    }
  });
});
