import { expect, test } from "vitest";
import { sections } from "./sections.ts";

test("each section has a letter of its own", () => {
  const letters = sections.map(({ key }) => key);
  expect(letters).toEqual([...new Set(letters)]);
});
