import { describe, expect, it } from "vitest";
import { listPath, readListQuery } from "./list-query.ts";

describe("the product list's address", () => {
  it("survives being read and written again", () => {
    const path =
      "/products?q=%EC%BB%B5+50%25&category=kitchen&minPrice=0&maxPrice=90000&inStock=false&sort=priceAsc&page=3";
    const params = Object.fromEntries(new URL(path, "http://shop.invalid").searchParams);
    const query = readListQuery(params);
    expect(listPath(query, { page: query.page })).toBe(path);
  });

  it("ignores what makes no sense", () => {
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

  it("goes back to the first page when a filter changes", () => {
    expect(listPath({ sort: "newest", page: 7 }, { category: "audio" })).toBe(
      "/products?category=audio",
    );
  });
});
