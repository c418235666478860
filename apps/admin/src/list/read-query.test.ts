import { listAdminOrdersInput } from "@sunchak/core/schema";
import { expect, test } from "vitest";
import { dayStart, hrefOf, readQuery } from "./read-query.ts";

test("a URL's values that the list does not understand are left out, the others kept", () => {
  const query = { q: " kettle ", status: "LOST", from: "yesterday", foreign: "1", cursor: "a b" };
  expect(readQuery(listAdminOrdersInput, query)).toEqual({ q: "kettle", size: 50 });
});

test("a form's date begins at midnight in Seoul", () => {
  expect(dayStart("2026-11-23")).toBe("2026-11-22T15:00:00.000Z");
  expect(dayStart("2026-11-23", 1)).toBe("2026-11-23T15:00:00.000Z");
  expect(dayStart("2026-13-45")).toBeUndefined();
  expect(dayStart(undefined)).toBeUndefined();
});

test("a link names only what has a value", () => {
  expect(hrefOf("/orders", { q: "a&b", status: "", cursor: undefined })).toBe("/orders?q=a%26b");
  expect(hrefOf("/orders", {})).toBe("/orders");
});
