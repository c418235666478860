import { listAdminOrdersInput } from "@sunchak/core/schema";
import { expect, test } from "vitest";
import { cursorIn, firstValues, hrefOf, readQuery, spanIn, spanOf } from "./read-query.ts";

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

test("begins a form's date at midnight in Seoul, and ends it with the last day or at the minute", () => {
  expect(spanIn({ from: "2026-11-23", to: "2026-11-23" })).toEqual({
    from: "2026-11-22T15:00:00.000Z",
    to: "2026-11-23T15:00:00.000Z",
  });
  expect(spanIn({ from: "2026-11-23T09:30", to: "2026-11-23T13:05" })).toEqual({
    from: "2026-11-23T00:30:00.000Z",
    to: "2026-11-23T04:05:00.000Z",
  });
  expect(spanIn({ from: "2026-13-45", to: "yesterday" })).toEqual({});
  expect(spanIn({})).toEqual({});
});

test("names a time so that the list reads the same time", () => {
  const midnight = "2026-11-22T15:00:00.000Z";
  for (const [to, named] of [
    ["2026-11-23T15:00:00.000Z", { from: "2026-11-23", to: "2026-11-23" }],
    ["2026-11-23T04:05:00.000Z", { from: "2026-11-23", to: "2026-11-23T13:05" }],
    [midnight, { from: "2026-11-23", to: "2026-11-22" }],
  ] as const) {
    expect(spanOf(midnight, to)).toEqual(named);
    expect(spanIn(named)).toEqual({ from: midnight, to });
  }
  const hour = ["2026-11-23T14:00:00.000Z", "2026-11-23T15:00:00.000Z"] as const;
  expect(spanOf(...hour)).toEqual({ from: "2026-11-23T23:00", to: "2026-11-23" });
});

test("names only what has a value in a link", () => {
  expect(hrefOf("/orders", { q: "a&b", status: "", cursor: undefined })).toBe("/orders?q=a%26b");
  expect(hrefOf("/orders", {})).toBe("/orders");
});
