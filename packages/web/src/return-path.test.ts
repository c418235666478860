import { describe, expect, it } from "vitest";
import { safeReturnPath } from "./return-path.ts";

describe("the way back after signing in", () => {
  it.each(["/checkout", "/coupons/1?a=b", "/products?q=%EC%BB%B5&page=2"])(
    "leads to the shop's own page %s",
    (path) => expect(safeReturnPath(path)).toBe(path),
  );

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "checkout",
    "",
    undefined,
    ["/checkout"],
  ])("never leaves the shop for %j", (wish) => expect(safeReturnPath(wish)).toBe("/"));
});
