import { beforeEach, expect, test, vi } from "vitest";
import { dropSeen, keepSeen, readSeen } from "./seen-products.ts";

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, note: string) => void kept.set(name, note),
    removeItem: (name: string) => void kept.delete(name),
  });
  return () => vi.unstubAllGlobals();
});

test("the last product seen is first, each is there once, and the oldest goes", () => {
  for (const id of ["cup", "tea", "cup"]) keepSeen(id);
  expect(readSeen()).toEqual(["cup", "tea"]);
  for (let i = 0; i < 20; i++) keepSeen(`product-${i}`);
  expect(readSeen()).toEqual(Array.from({ length: 13 }, (_, i) => `product-${19 - i}`));
  dropSeen();
  expect(readSeen()).toEqual([]);
});

test.each(["", "{", "null", "{}", '[1,null,"no id","../x","cup"]'])(
  "whatever %s somebody left in the browser, only ids are read",
  (note) => {
    kept.set("sunchak.seen", note);
    expect(readSeen()).toEqual(note.includes("cup") ? ["cup"] : []);
  },
);
