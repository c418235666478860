import { describe, expect, it } from "vitest";
import {
  categoryAlone,
  fieldsOf,
  isUpsideDown,
  type ListQuery,
  listPath,
  readListQuery,
  sortsOf,
} from "./list-query.ts";

describe("the product list's address", () => {
  it("reads back to the same query after it was written", () => {
    const query: Required<ListQuery> = {
      q: "컵 50%",
      category: "kitchen",
      minPrice: 0,
      maxPrice: 90_000,
      inStock: false,
      sort: "priceAsc",
      page: 3,
    };
    const path = listPath(query, { page: query.page });
    expect(path).toBe(
      "/products?q=%EC%BB%B5+50%25&category=kitchen&minPrice=0&maxPrice=90000&inStock=false&sort=priceAsc&page=3",
    );
    const params = Object.fromEntries(new URL(path, "http://shop.invalid").searchParams);
    expect(readListQuery(params)).toEqual(query);
  });

  it("gives the form every value but the page, and blanks none", () => {
    const asked = { q: "컵 50%", inStock: false, sort: "newest", page: 3 } satisfies ListQuery;
    expect(Object.fromEntries(new URLSearchParams(fieldsOf(asked)))).toEqual({
      q: "컵 50%",
      inStock: "false",
      sort: "newest",
    });
  });

  it.each([
    [undefined, undefined, false],
    [0, undefined, false],
    [undefined, 0, false],
    [10_000, 10_000, false],
    [10_001, 10_000, true],
  ])("from %s to %s won is the wrong way round: %s", (minPrice, maxPrice, expected) => {
    expect(isUpsideDown({ minPrice, maxPrice, sort: "newest", page: 1 })).toBe(expected);
  });

  it("ignores values that make no sense", () => {
    expect(
      readListQuery({
        page: "-1",
        minPrice: "1e9",
        maxPrice: "x",
        sort: "best",
        inStock: "yes",
        q: " ",
      }),
    ).toEqual({ sort: "newest", page: 1 });
  });

  it("cuts a long search without splitting an emoji", () => {
    for (const name of ["q", "category"] as const) {
      const text = readListQuery({ [name]: `${"가".repeat(name === "q" ? 199 : 99)}🎁 없어질 끝` })[
        name
      ];
      expect(text?.isWellFormed()).toBe(true);
      expect(text).toHaveLength(name === "q" ? 199 : 99);
      expect(readListQuery({ [name]: "\u0000 \u0000" })[name]).toBeUndefined();
    }
    expect(readListQuery({ q: `${"가".repeat(198)}🎁 없어질 끝` }).q).toMatch(/🎁$/);
    expect(readListQuery({ q: "\ud83c\u0000", category: ["audio", "kitchen"] })).toEqual({
      category: "audio",
      sort: "newest",
      page: 1,
    });
  });

  it.each(["\u200b", " \u0007\u200b\t", `${"\u200b".repeat(200)}커피`])(
    "takes %j for no search",
    (q) => {
      expect(readListQuery({ q })).toEqual({ sort: "newest", page: 1 });
    },
  );

  it("orders a search by relevance, and nothing else", () => {
    expect(readListQuery({ q: "컵" }).sort).toBe("relevance");
    expect(readListQuery({ q: "컵", sort: "newest" }).sort).toBe("newest");
    expect(readListQuery({ sort: "relevance" }).sort).toBe("newest");
    expect(sortsOf("컵")).toContain("relevance");
    expect(sortsOf(undefined)).not.toContain("relevance");
  });

  it("names the order only when it is not the usual one", () => {
    expect(listPath({ q: "x", sort: "relevance", page: 1 })).toBe("/products?q=x");
    expect(listPath({ q: "x", sort: "newest", page: 1 })).toBe("/products?q=x&sort=newest");
    expect(listPath({ q: "x", sort: "relevance", page: 1 }, { q: undefined })).toBe("/products");
    expect(listPath({ q: "x", sort: "newest", page: 1 }, { q: undefined })).toBe("/products");
    expect(listPath({ sort: "priceAsc", page: 1 }, { q: "x" })).toBe("/products?q=x&sort=priceAsc");
  });

  it("asks for a category alone on its first page, without search, filter or order", () => {
    const read = (params: Parameters<typeof readListQuery>[0]) =>
      categoryAlone(readListQuery({ category: "audio", ...params }));
    expect(read({})).toBe("audio");
    expect(read({ page: "1", sort: "no-such-order" })).toBe("audio");
    for (const more of [
      { page: "2" },
      { sort: "priceAsc" },
      { q: "컵" },
      { minPrice: "0" },
      { inStock: "true" },
      { category: "" },
    ]) {
      expect(read(more)).toBeUndefined();
    }
  });

  it("leads to the first page when a filter changes", () => {
    expect(listPath({ sort: "newest", page: 7 }, { category: "audio" })).toBe(
      "/products?category=audio",
    );
  });
});
