import { expect, test } from "vitest";
import { isOnThisMachine } from "./provider.ts";

test.each([
  ["file:./data/shop.db", true],
  ["postgresql://shop@localhost/shop", true],
  ["postgresql://shop@127.0.0.1:5433/shop", true],
  ["postgresql:///shop?host=/var/run/postgresql", true],
  ["postgresql:///shop?host=db.example.com", false],
  ["postgresql://localhost/shop?host=db.example.com", false],
  ["postgresql://db.example.com/shop", false],
])("%s is on this machine: %s", (url, isHere) => {
  expect(isOnThisMachine(url)).toBe(isHere);
});
