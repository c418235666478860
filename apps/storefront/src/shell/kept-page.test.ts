import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findKeptPage } from "./kept-page.ts";

const find = (address: string) => {
  const { pathname, searchParams } = new URL(address, "http://localhost");
  return findKeptPage(pathname, searchParams);
};

const app = fileURLToPath(new URL("../app/[locale]", import.meta.url));
/** The path of every page, with an id where it has one. */
const pages = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("page.tsx"))
  .map((file) => `/${file}`.replace(/\/\(\w+\)|\/page\.tsx$/g, "") || "/")
  .map((path) => path.replace("[id]", "01a2166c-a9ad-7000-8001-242a39a23dc7"));
const some = "01a2166c-a9ad-7000-8001-242a39a23dc7";

/** Pages of one person; every other page is everybody's, and has nothing of a person in it. */
const personal = [
  "/[...rest]",
  "/account",
  "/account/password",
  "/balance",
  "/balance/[month]",
  "/cart",
  "/checkout",
  "/coupons/mine",
  "/orders",
  `/orders/${some}`,
  `/orders/${some}/receipt`,
  "/sign-in",
  "/sign-up",
  "/wishes",
];

test("a page is one person's or kept, in each language", () => {
  expect(pages).toEqual(expect.arrayContaining([...personal, "/", `/coupons/${some}`]));
  for (const path of pages) {
    const english = `/en${path.replace(/^\/$/, "")}`;
    const kept = personal.includes(path) ? [null, null] : [path, english];
    expect([find(path), find(english)]).toEqual(kept);
  }
});

test.each([
  ["/?utm_source=x&fbclid=y", "/"],
  ["/en?utm_source=x", "/en"],
  [`/products/${some}?q=x`, `/products/${some}`],
  ["/products?gclid=x", "/products"],
  ["/products?sort=newest&page=1&page=7", "/products"],
  ["/products?page=2&q=%EC%BB%B5&_rsc=abc&x=1", "/products?q=%EC%BB%B5&page=2"],
  ["/products?q=x&sort=relevance", "/products?q=x"],
  ["/products?q=x&sort=newest", "/products?q=x&sort=newest"],
  ["/products?sort=relevance", "/products"],
  ["/products?q=+&sort=relevance", "/products"],
  ["/en/products?inStock=maybe&category=living", "/en/products?category=living"],
])("%s shows what %s shows", (address, kept) => {
  expect(find(address)).toBe(kept);
});

test.each([
  "/products/",
  "/Products",
  "/ko",
  "/ko/products",
  "/en/",
  "/EN",
  "/fr/products",
  "/en/en",
  "/en/ko/products",
  "/products/%61",
  "/products/a.rsc",
  "/products/a/b",
  `/products/${"a".repeat(65)}`,
  "/coupons/mine",
  "/en/coupons/mine",
  "/products.segments/_tree.segment.rsc",
])("%s is not kept", (address) => {
  expect(find(address)).toBeNull();
});
