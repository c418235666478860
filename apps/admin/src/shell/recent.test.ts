import { keepNote } from "@sunchak/web/browser-storage";
import { beforeEach, expect, it } from "vitest";
import { dropRecent, keepRecent, readRecent } from "./recent.ts";

const one = (n: number) => ({ href: `/orders/${n}`, label: `주문 ${n}` });

beforeEach(dropRecent);

it("keeps the last five that were opened, each once, the last first", () => {
  for (let n = 1; n <= 7; n += 1) keepRecent(one(n));
  keepRecent(one(5));
  expect(readRecent()).toEqual([5, 7, 6, 4, 3].map(one));
  dropRecent();
  expect(readRecent()).toEqual([]);
});

it.each(["{", "null", '[{"href":"/orders/1"}]', '[{"href":"//evil.example","label":"주문"}]'])(
  "reads a note that is none of its own as nothing: %s",
  (note) => {
    keepNote("tab", "sunchak.recent", note);
    expect(readRecent()).toEqual([]);
  },
);
