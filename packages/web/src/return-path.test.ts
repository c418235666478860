import { describe, expect, it } from "vitest";
import { pathIn, withoutLocale } from "./locales.ts";
import { safeReturnPath, signInPath, signUpPath } from "./return-path.ts";

const shop = "https://shop.example";

/** Where a browser goes from the shop's sign-in page, in both languages. */
const ledTo = (path: string) => [
  new URL(path, shop).origin,
  new URL(pathIn("en", path), shop).origin,
];

describe("the way back after signing in", () => {
  it.each([
    "/checkout",
    "/coupons/1?a=b",
    "/products?q=%EC%BB%B5&page=2",
    "/orders?q=\\",
    "/orders?q=//host&next=https://host",
    "/products?q=/../..//host",
  ])("leads to the shop's own page %s", (path) => expect(safeReturnPath(path)).toBe(path));

  it.each([
    ["/a/../checkout", "/checkout"],
    ["/%2e%2e/checkout", "/checkout"],
    ["/check\tout\n", "/checkout"],
    ["/a\\b", "/a/b"],
    ["/한글?q=한 글", "/%ED%95%9C%EA%B8%80?q=%ED%95%9C%20%EA%B8%80"],
    ["/checkout#//host", "/checkout"],
    ["/@host", "/@host"],
    ["/:8080/x", "/:8080/x"],
    ["/\u2044host", "/%E2%81%84host"],
    ["/\uff0f\uff0fhost", "/%EF%BC%8F%EF%BC%8Fhost"],
    ["/\ud800", "/%EF%BF%BD"],
    ["/\u0000x", "/%00x"],
  ])("leads to the page that a browser makes of %j", (wish, path) => {
    expect(safeReturnPath(wish)).toBe(path);
    expect(ledTo(path)).toEqual([shop, shop]);
    expect(safeReturnPath(path)).toBe(path);
  });

  it.each([
    "https://evil.example/",
    "HTTPS:evil.example",
    "https:/evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/.//evil.example",
    "/./\\evil.example",
    "/.\\\\evil.example",
    "/..//evil.example",
    "/../..//evil.example",
    "/%2e//evil.example",
    "/%2E%2e//evil.example",
    "/.%2e//evil.example",
    "/x/..//evil.example",
    "/x/..\\/evil.example",
    "/x/%2e%2e//evil.example",
    "/x/y/../..//evil.example",
    "/ko//evil.example",
    "/en/..//evil.example",
    "/%2f/evil.example",
    "/%2F%2Fevil.example",
    "/%5cevil.example",
    "/%5C/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "/.\t//evil.example",
    "/.\n/\t/evil.example",
    "\t//evil.example",
    "\n//evil.example",
    " //evil.example",
    "\u0000//evil.example",
    "\u00a0//evil.example",
    "\ufeff/checkout",
    "/%09//evil.example",
    "//user:password@evil.example",
    "//shop.example@evil.example",
    "//[::1]",
    "//%zz",
    "/\\[",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "blob:https://shop.example/x",
    "mailto:a@evil.example",
    "checkout",
    "./checkout",
    "?next=/",
    "#",
    "",
    undefined,
    null,
    0,
    true,
    {},
    ["/checkout"],
    ["//evil.example", "/checkout"],
    { toString: () => "//evil.example" },
  ])("never leaves the shop for %j", (wish) => expect(safeReturnPath(wish)).toBe("/"));
});

it("is short enough to fit into a page's address", () => {
  expect(safeReturnPath(`/${"x".repeat(1_999)}`)).toHaveLength(2_000);
  expect(safeReturnPath(`/${"x".repeat(2_000)}`)).toBe("/");
});

it.each([
  ["/en/orders", "/orders"],
  ["/ko", "/"],
  ["/", "/"],
  ["/english", "/english"],
  ["//evil.example", "/evil.example"],
  ["/en//evil.example", "/evil.example"],
  ["//en//evil.example", "/evil.example"],
])("the path %s without its language is %s", (path, without) =>
  expect(withoutLocale(path)).toBe(without),
);

it.each([
  ["/", "/sign-in", "/sign-up"],
  ["/orders", "/sign-in?next=%2Forders", "/sign-up?next=%2Forders"],
  ["/a?b=c&d", "/sign-in?next=%2Fa%3Fb%3Dc%26d", "/sign-up?next=%2Fa%3Fb%3Dc%26d"],
])("signing in and signing up lead back to %s", (path, signIn, signUp) =>
  expect([signInPath(path), signUpPath(path)]).toEqual([signIn, signUp]),
);
