import { IMPORT_BATCH, type ImportRow } from "@sunchak/core/schema";
import { expect, it } from "vitest";
import { batchesOf } from "./import-batches.ts";

const row = (line: number, description: string): ImportRow => ({
  ...{ line, id: `id-${line}`, version: 1 },
  ...{ fields: { description }, stock: null },
});

it("sends every row once and in order, in calls that the server takes", () => {
  const long = "가".repeat(5_000);
  const rows = Array.from({ length: 400 }, (_, n) => row(n + 2, n % 7 === 0 ? long : "짧게"));
  const batches = batchesOf(rows);
  expect(batches.flat()).toEqual(rows);
  for (const batch of batches) {
    expect(batch.length).toBeLessThanOrEqual(IMPORT_BATCH);
    expect(new TextEncoder().encode(JSON.stringify(batch)).length).toBeLessThan(60 * 1024);
  }
  expect(batches.length).toBeLessThan(40);
  expect(batchesOf([])).toEqual([]);
});
