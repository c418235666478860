import { listAdminOrdersInput } from "@sunchak/core/schema";
import { expect, test } from "vitest";
import { cursorIn, dayStart, firstValues, hrefOf, readQuery } from "./read-query.ts";

test("drops the URL's values that the list does not understand, and keeps the others", () => {
  const query = { q: " kettle ", status: "LOST", from: "yesterday", foreign: "1", cursor: "a b" };
  expect(readQuery(listAdminOrdersInput, query)).toEqual({ q: "kettle", size: 50 });
});

test("treats names that every object has like any other name", () => {
  // Next's parsed form of ?constructor=1&toString=x&q=a&q=b&status=
  const given = {
    constructor: [Object, "1"],
    toString: [toString, "x"],
    q: ["a", "b"],
    status: "",
  };
  expect(firstValues(given)).toEqual({ constructor: "1", toString: "x", q: "a" });
  expect(readQuery(listAdminOrdersInput, firstValues(given))).toEqual({ q: "a", size: 50 });
});

test("drops a cursor that no list can have given out", () => {
  expect(cursorIn("WzEsIjEiXQ")).toBe("WzEsIjEiXQ");
  for (const value of ["", " ", "a b", "\u0000", "a".repeat(301), undefined]) {
    expect(cursorIn(value)).toBeUndefined();
  }
});

test("begins a form's date at midnight in Seoul", () => {
  expect(dayStart("2026-11-23")).toBe("2026-11-22T15:00:00.000Z");
  expect(dayStart("2026-11-23", 1)).toBe("2026-11-23T15:00:00.000Z");
  expect(dayStart("2026-13-45")).toBeUndefined();
  expect(dayStart(undefined)).toBeUndefined();
});

test("names only what has a value in a link", () => {
  expect(hrefOf("/orders", { q: "a&b", status: "", cursor: undefined })).toBe("/orders?q=a%26b");
  expect(hrefOf("/orders", {})).toBe("/orders");
});
