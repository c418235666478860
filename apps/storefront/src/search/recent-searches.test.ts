import { keepNote } from "@sunchak/web/browser-storage";
import { beforeEach, expect, it } from "vitest";
import { dropSearch, dropSearches, keepSearch, readSearches } from "./recent-searches.ts";

beforeEach(dropSearches);

it("keeps the last eight searches, each once, the last first", () => {
  for (const one of "가나다라마바사아자") keepSearch(one);
  expect(readSearches()).toEqual([..."자아사바마라다나"]);
  keepSearch("  마 ");
  expect(readSearches()).toEqual([..."마자아사바라다나"]);
});

it("takes a search from a Mac's clipboard for the same one", () => {
  keepSearch("커피");
  keepSearch("커피".normalize("NFD"));
  expect(readSearches()).toEqual(["커피"]);
});

it("keeps no blank search", () => {
  keepSearch("");
  keepSearch(" \t");
  keepSearch("\u200b\u0007");
  expect(readSearches()).toEqual([]);
});

it("removes one search, and all of them", () => {
  for (const one of ["커피", "머그", "원두"]) keepSearch(one);
  dropSearch("머그");
  expect(readSearches()).toEqual(["원두", "커피"]);
  dropSearches();
  expect(readSearches()).toEqual([]);
});

it.each(["{", "null", '{"0":"커피"}', `["", " ", 7, null, "${"가".repeat(201)}"]`])(
  "reads a note that is none of its own as no searches: %s",
  (note) => {
    keepNote("browser", "sunchak.searches", note);
    expect(readSearches()).toEqual([]);
  },
);
