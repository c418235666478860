import { expect, test } from "vitest";
import { daysIn, daysOf, stepped, wholeMonths } from "./days.ts";

/** The first minutes of the 1st of March in Seoul, when it is still February elsewhere. */
const now = new Date("2028-02-29T15:05:00Z");

test.each([
  ["thisMonth", "2028-03-01", "2028-03-31"],
  ["lastMonth", "2028-02-01", "2028-02-29"],
  ["7d", "2028-02-24", "2028-03-01"],
  ["30d", "2028-02-01", "2028-03-01"],
  ["thisYear", "2028-01-01", "2028-12-31"],
] as const)("%s are the days from %s to %s", (range, from, to) => {
  expect(daysOf(range, now)).toEqual({ from, to });
  expect(daysIn({ range }, now)).toEqual({ days: { from, to }, range, isCut: false });
});

test("takes the URL's days in any order, and as many as a report covers", () => {
  const days = { from: "2028-01-05", to: "2028-01-09" };
  const own = { range: null, isCut: false };
  expect(daysIn({ ...days, range: "7d" }, now)).toEqual({ days, ...own });
  expect(daysIn({ from: days.to, to: days.from }, now)).toEqual({ days, ...own });
  expect(daysIn({ from: "2020-01-01", to: "2028-01-09" }, now)).toEqual({
    days: { from: "2025-01-05", to: "2028-01-09" },
    range: null,
    isCut: true,
  });
});

test.each<Record<string, string>>([
  {},
  { range: "ever" },
  { from: "2028-01-05" },
  { from: "2028-02-30", to: "2028-03-01" },
  { from: "yesterday", to: "2028-01-05" },
  { from: "1999-01-01", to: "1999-01-02" },
  { from: "0", to: "9" },
])("takes %o as if nothing was named", (query) => {
  expect(daysIn(query, now)).toMatchObject({ range: "thisMonth", isCut: false });
});

test("steps by whole months where the days are whole months, by their number otherwise", () => {
  const february = daysOf("lastMonth", now);
  expect(wholeMonths(february)).toEqual({ month: "2028-02", count: 1 });
  expect(stepped(february, -1, now)).toEqual({ from: "2028-01-01", to: "2028-01-31" });
  expect(stepped(february, 1, now)).toEqual(daysOf("thisMonth", now));
  expect(stepped(daysOf("thisYear", now), -1, now)).toEqual({
    from: "2027-01-01",
    to: "2027-12-31",
  });
  const week = daysOf("7d", now);
  expect(wholeMonths(week)).toBeNull();
  expect(stepped(week, -1, now)).toEqual({ from: "2028-02-17", to: "2028-02-23" });
});

test("steps to no day that is still to come, nor out of the years that a report knows", () => {
  expect(stepped(daysOf("thisMonth", now), 1, now)).toBeNull();
  expect(stepped(daysOf("7d", now), 1, now)).toBeNull();
  expect(stepped({ from: "2000-01-01", to: "2000-01-31" }, -1, now)).toBeNull();
});
