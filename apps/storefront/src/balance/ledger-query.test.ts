import { ledgerKinds, ledgerMonth } from "@sunchak/core/schema";
import { expect, test } from "vitest";
import { entryKinds, isMonth, ledgerPath, readLedgerQuery } from "./ledger-query.ts";

test("the page offers every kind of entry", () => {
  expect(entryKinds.toSorted()).toEqual(ledgerKinds.toSorted());
});

test.each(["2026-11", "2000-01", "2026-00", "2026-13", "1999-12", "2026-1", "2026-11-01", "", " "])(
  "the page takes the month %j as the API does",
  (month) => {
    expect(isMonth(month)).toBe(ledgerMonth.safeParse(month).success);
  },
);

test.each([
  [{ kind: "PAYMENT", month: "2026-11" }, "/balance?kind=PAYMENT&month=2026-11"],
  [{ kind: "payment", month: ["2026-11", "2026-10"] }, "/balance"],
  [{ kind: "constructor", month: "2026-13" }, "/balance"],
  [{ month: "2026-11", page: "2" }, "/balance?month=2026-11"],
])("an address that asks for %j shows what %s shows", (params, path) => {
  expect(ledgerPath(readLedgerQuery(params))).toBe(path);
});
