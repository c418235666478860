import { z } from "zod";
import { reasonText } from "../values.ts";
import { createProductInput, MAX_STOCK } from "./schema.ts";

/** The most products that a file may have. */
export const IMPORT_ROWS_MAX = 10_000;

/** The most rows of a file that one call changes. */
export const IMPORT_BATCH = 50;

/** The columns of a file of products, in their order. */
export const importFields = [
  "id",
  "sku",
  "name",
  "nameEn",
  "category",
  "price",
  "stock",
  "exportedStock",
  "stockChange",
  "lowStock",
  "description",
  "descriptionEn",
  "specs",
  "specsEn",
  "images",
  "archived",
] as const;
export type ImportField = (typeof importFields)[number];

/** Why a row of a file cannot be applied. */
export const importFaults = [
  /** A cell that its field does not take. */
  "WRONG",
  /** A new product without this field. */
  "MISSING",
  "UNKNOWN_PRODUCT",
  "UNKNOWN_CATEGORY",
  /** Another row is about the same product. */
  "SECOND_ROW",
  "SKU_TAKEN",
  /** Both a stock and a change of it. */
  "TWO_STOCKS",
  "STOCK_SHORT",
  /** The column only tells; a page or another column changes it. */
  "READ_ONLY",
] as const;
export type ImportFault = (typeof importFaults)[number];

/** Why a file cannot be read as products at all. */
export type FileFault =
  | "EMPTY"
  | "DAMAGED"
  | "TOO_MANY_ROWS"
  | "UNKNOWN_COLUMN"
  | "SECOND_COLUMN"
  | "NO_COLUMN";

const { stock, ...fields } = createProductInput.shape;

const newRow = z.strictObject({ line: z.int().min(1), product: createProductInput });

const changedRow = z.strictObject({
  line: z.int().min(1),
  id: z.string(),
  /** The version that the dry run saw. */
  version: z.int().min(1),
  fields: z.strictObject(fields).partial(),
  stock: z
    .strictObject({
      by: z.int().min(-MAX_STOCK).max(MAX_STOCK),
      /** The stock that the dry run saw; null when the row says only by how much it changes. */
      seen: stock.nullable(),
    })
    .nullable(),
});

export const importProductsInput = z.strictObject({
  rows: z
    .array(z.union([newRow, changedRow]))
    .min(1)
    .max(IMPORT_BATCH),
  reason: reasonText,
});

export type ImportProducts = z.output<typeof importProductsInput>;
export type ImportRow = ImportProducts["rows"][number];

/** What became of a batch, by the lines of the file. */
export interface Imported {
  applied: number[];
  refused: { line: number; why: ImportRefusal }[];
}

/** `CHANGED`: the product or its stock is not as the dry run saw it. */
export const importRefusals = ["CHANGED", "UNKNOWN_CATEGORY", "SKU_TAKEN"] as const;
export type ImportRefusal = (typeof importRefusals)[number];

/** A cell before and after; null when it is new. */
export interface CellChange {
  field: ImportField;
  before: string | number | null;
  after: string | number;
}

/** A row of a file that changes something or cannot be applied. */
export interface PlannedRow {
  line: number;
  /** Null for a new product. */
  id: string | null;
  name: string;
  nameEn: string;
  changes: CellChange[];
  faults: { field: ImportField; fault: ImportFault }[];
  /** What to apply; null when it has faults. */
  apply: ImportRow | null;
}

/** What a file would do, before anything is written. */
export interface ImportPlan {
  rows: PlannedRow[];
  /** How many rows say what is already so. */
  unchanged: number;
}
