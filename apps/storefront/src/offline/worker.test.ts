import { readFileSync } from "node:fs";
import { locales, pathIn } from "@sunchak/web/locales";
import { expect, test } from "vitest";

test("the service worker has an offline page of each language", () => {
  const worker = readFileSync(new URL("../../public/sw.js", import.meta.url), "utf8");
  const [, table = ""] = /const OFFLINE = (\{.*\});/.exec(worker) ?? [];
  const pages = JSON.parse(table.replace(/(\w+):/g, '"$1":'));
  expect(pages).toEqual(Object.fromEntries(locales.map((one) => [one, pathIn(one, "/offline")])));
});
