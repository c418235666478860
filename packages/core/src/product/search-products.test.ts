import { fold } from "@sunchak/db";
import { makeProduct, onEachDatabase, type TestDeps, testDeps } from "@sunchak/testing";
import fc from "fast-check";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { type PlainProduct, plainSearch } from "../search/plain-search.fixture.ts";
import { listProducts } from "./list-products.ts";
import { listProductsInput } from "./schema.ts";
import { suggestProducts } from "./suggest-products.ts";

const categories = [
  { slug: "coffee", name: "커피 용품", nameEn: "Coffee" },
  { slug: "bath", name: "욕실", nameEn: "Bath & body" },
];

/** Texts of a shop, of pieces that meet in many ways. */
const pieces = [
  ..."커피 커 컵 코피 원두 핸드드립 드리퍼 수제 비누 수건 머그 값 닭 달걀 과자 고양이 찻잔 차 ㅋㅋ ㅏ ㄳ".split(
    " ",
  ),
  ..."coffee Mug mugs cup c Café 12 2개 100% _ \\ ' - * [a] ? 🎁 👨‍👩‍👧 日本 Ｔ".split(" "),
];
const text = (maxLength: number) =>
  fc
    .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom("", " ", "  ")), {
      minLength: 1,
      maxLength,
    })
    .map((parts) => parts.flat().join(""));
const typed = fc.oneof(
  { weight: 3, arbitrary: text(3) },
  text(2).map((whole) => [...whole].slice(0, -1).join("")),
  text(2).map((whole) => [...whole].slice(1).join("")),
  fc.constantFrom(
    ..."ㅋ ㅋㅍ ㅎㄷㄷㄹ ㄳ ㄱㅅ 커ㅍ 컾 핸드드ㄹ 핸듣 핸드들 수젭 c a % _ \\ 컵ㅅ 고 달 닭ㄱ".split(
      " ",
    ),
  ),
  text(3).map((whole) => whole.normalize("NFD")),
);

onEachDatabase((database) => {
  let deps: TestDeps;

  const clear = () => deps.db.client.product.deleteMany();

  beforeAll(async () => {
    deps = testDeps(database());
    await clear();
    await deps.db.client.category.deleteMany();
    const createdAt = deps.clock.now();
    await deps.db.client.category.createMany({
      data: categories.map((category) => ({ ...category, createdAt })),
    });
  });
  beforeEach(clear);

  const add = async (products: (Partial<PlainProduct> & { name: string; category?: string })[]) => {
    for (const { soldQuantity = 0, ...product } of products) {
      const id = await makeProduct(deps, {
        nameEn: "x",
        description: "",
        descriptionEn: "",
        ...product,
      });
      await deps.db.client.product.update({ where: { id }, data: { soldQuantity } });
    }
  };
  const search = (input: object) => listProducts(deps, listProductsInput.parse(input));
  const names = async (q: string) => (await search({ q })).items.map(({ name }) => name);
  const suggested = async (q: string) =>
    (await suggestProducts(deps, { q })).items.map(({ name }) => name);

  it("finds what the rule finds, in its order, whatever the products and the query are", async () => {
    const products = fc.array(
      fc.record({
        name: text(3),
        nameEn: text(2),
        description: text(4),
        descriptionEn: text(2),
        category: fc.constantFrom("coffee", "bath", "none"),
        soldQuantity: fc.nat(3),
      }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(
        products,
        fc.array(typed, { minLength: 4, maxLength: 8 }),
        async (all, queries) => {
          await clear();
          await add(all);
          const rows = await deps.db.client.product.findMany();
          const plain = rows.map((row): PlainProduct => {
            const category = categories.find(({ slug }) => slug === row.category);
            return { ...row, categoryNames: category ? [category.name, category.nameEn] : [] };
          });
          const inNames = plain.map((product) => ({
            ...product,
            categoryNames: [],
            description: "",
            descriptionEn: "",
          }));
          for (const q of queries.filter((query) => query.trim() !== "")) {
            const found = await search({ q });
            const expected = plainSearch(plain, q);
            expect([q, found.items.map(({ id }) => id)]).toEqual([q, expected]);
            expect(found.total).toBe(expected.length);
            // What was found before there was an index: a name that has the query in it.
            const ids = found.items.map(({ id }) => id);
            for (const { id, searchName } of rows) {
              if (searchName.includes(fold(q)))
                expect([q, ids]).toEqual([q, expect.arrayContaining([id])]);
            }
            const { items } = await suggestProducts(deps, { q });
            expect([q, items.map(({ productId }) => productId)]).toEqual([
              q,
              plainSearch(inNames, q).slice(0, 8),
            ]);
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it.each([
    ["커피 원두", ["원두 커피", "케냐 커피 원두 200g"]],
    ["커ㅍ", ["커피 필터", "원두 커피", "케냐 커피 원두 200g"]],
    ["컾", ["커피 필터", "원두 커피", "케냐 커피 원두 200g"]],
    ["ㅋㅍ", ["커피 필터", "원두 커피", "케냐 커피 원두 200g"]],
    ["ㅎㄷㄷㄹ", ["핸드드립 세트"]],
    ["핸드드ㄹ", ["핸드드립 세트"]],
    ["핸듣", ["핸드드립 세트"]],
    ["핸드들", ["핸드드립 세트"]],
    ["수제비누", ["수제 비누"]],
    ["수 제비누", ["수제 비누"]],
    ["수제비누".normalize("NFD"), ["수제 비누"]],
    ["COFFEE 필터", ["커피 필터"]],
    ["ｃｏｆｆｅｅ　필터", ["커피 필터"]],
    ["필터 coffee", ["커피 필터"]],
    ["커피 없는것", []],
    ["🎁", ["선물 🎁 세트"]],
    ["50%", ["50% 할인 컵"]],
    ["가".repeat(100), []],
    ["a ".repeat(100).trim(), ["케냐 커피 원두 200g"]],
  ])("finds by %j", async (q, found) => {
    await add([
      { name: "커피 필터", nameEn: "Coffee filter" },
      { name: "원두 커피" },
      { name: "케냐 커피 원두 200g", nameEn: "Kenya" },
      { name: "핸드드립 세트" },
      { name: "수제 비누" },
      { name: "선물 🎁 세트" },
      { name: "50% 할인 컵" },
      { name: "55 할인 컵" },
    ]);
    expect((await names(q)).sort()).toEqual([...found].sort());
    expect((await suggested(q)).sort()).toEqual([...found].sort());
  });

  it("sorts a search by whole name, beginning, word, part, half typed, category and description, each by what sells best", async () => {
    await add([
      { name: "설명", description: "커피와 함께 드세요." },
      { name: "분류", category: "coffee" },
      { name: "드립커피백" },
      { name: "원두 커피" },
      { name: "원두 커피 2", soldQuantity: 3 },
      { name: "커핑 스푼" },
      { name: "커피콩", soldQuantity: 1 },
      { name: "커피" },
    ]);
    expect(await names("커피")).toEqual([
      "커피",
      "커피콩",
      "원두 커피 2",
      "원두 커피",
      "드립커피백",
      "커핑 스푼",
      "분류",
      "설명",
    ]);
    expect(await suggested("커피")).toEqual((await names("커피")).slice(0, 6));
  });

  it("keeps the other filters, sorts and pages of a search, and leaves archived products out", async () => {
    await add([
      { name: "컵 하나", category: "bath" },
      { name: "컵 둘", category: "coffee", soldQuantity: 2 },
      { name: "컵 셋", category: "coffee" },
      { name: "접시", category: "coffee" },
    ]);
    await makeProduct(deps, { name: "컵 넷", archived: true });
    const found = async (more: object) =>
      (await search({ q: "컵", ...more })).items.map(({ name }) => name);
    expect(await found({ category: "coffee" })).toEqual(["컵 둘", "컵 셋"]);
    expect(await found({ sort: "newest" })).toEqual(["컵 셋", "컵 둘", "컵 하나"]);
    expect(await found({ page: 2, size: 2, sort: "bestSelling" })).toEqual(["컵 하나"]);
    expect(await found({ page: 2, size: 2 })).toEqual(["컵 하나"]);
    expect(await search({ q: "컵", page: 9 })).toMatchObject({ items: [], total: 3 });
    expect(await found({ inStock: false })).toEqual([]);
    expect(await suggested("컵")).toEqual(["컵 둘", "컵 셋", "컵 하나"]);
  });

  it("finds the longest names and words, of the widest letters", async () => {
    const [widest, long] = ["ﷺ".repeat(120), "가나다라마바사아자차카타".repeat(10)];
    await add([{ name: widest }, { name: long }]);
    const { postgresql } = deps.db;
    const tokens = "string_to_array(tokens, ' ')";
    const stored = await postgresql?.read<{ whole: boolean }>(
      `SELECT ${tokens} <@ tsvector_to_array(array_to_tsvector(${tokens})) AS whole FROM search_entries`,
      () => [],
    );
    expect(stored ?? []).not.toContainEqual({ whole: false });
    expect(await names(widest)).toEqual([widest]);
    expect(await names(long)).toEqual([long]);
    expect(await suggested(long.slice(3, 100))).toEqual([long]);
  });

  it("takes a query that says nothing for none, and sorts by relevance without one", async () => {
    await add([{ name: "하나", soldQuantity: 1 }, { name: "둘" }]);
    for (const q of ["", " ", "\u200b"]) expect(await names(q)).toEqual(["둘", "하나"]);
    expect((await search({ sort: "relevance" })).items.map(({ name }) => name)).toEqual([
      "하나",
      "둘",
    ]);
    expect(await suggested("\u200b")).toEqual([]);
  });
});
