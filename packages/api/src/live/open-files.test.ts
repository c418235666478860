import { expect, test } from "vitest";
import { streamsAllowed } from "./open-files.ts";

const limits = (soft: string) => () =>
  `Limit                     Soft Limit           Hard Limit           Units
Max processes             96452                96452                processes
Max open files            ${soft.padEnd(21)}20000                files
`;

test.each([
  [12_000, limits("20000"), 12_000],
  [12_000, limits("4096"), 3_096],
  [12_000, limits("512"), 0],
  [12_000, limits("unlimited"), 12_000],
  [
    12_000,
    () => {
      throw new Error("ENOENT");
    },
    12_000,
  ],
])("of %i streams a process keeps as many as its file descriptors allow", (wanted, read, kept) => {
  expect(streamsAllowed(wanted, read)).toBe(kept);
});
