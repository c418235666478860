import { numberIn } from "../values.ts";
import type { ImportFault, ImportField, ImportRow, PlannedRow } from "./import-schema.ts";
import { editable, type ProductRow } from "./product-row.ts";
import { type CreateProduct, createProductInput, MAX_STOCK } from "./schema.ts";

/** A row of a file, by the names of its columns. What the file has no column for stays as it is. */
export interface FileRow {
  line: number;
  cells: Partial<Record<ImportField, string>>;
}

/** What a row is compared with. */
export interface Known {
  products: ReadonlyMap<string, ProductRow>;
  /** The slug of a category by its slug and by either name, in lower case. */
  slugs: ReadonlyMap<string, string>;
  /** Who has a SKU, by its lower case. */
  skuHolders: ReadonlyMap<string, string>;
  /** The ids and SKUs of the rows before. */
  seen: Set<string>;
}

type Field = Exclude<keyof CreateProduct, "stock">;
type Fields = Partial<Pick<CreateProduct, Field>>;

/** What each field's cell says, before the field's schema looks at it. */
const readers: { [Name in Field]-?: (cell: string, known: Known) => unknown } = {
  sku: (cell) => cell.trim() || null,
  name: (cell) => cell,
  nameEn: (cell) => cell,
  category: (cell, { slugs }) => slugs.get(cell.trim().toLowerCase()),
  price: numberIn,
  lowStock: (cell) => (cell.trim() === "" ? null : numberIn(cell)),
  description: (cell) => cell,
  descriptionEn: (cell) => cell,
  specs: (cell) => cell,
  specsEn: (cell) => cell,
  images: (cell) => cell.split(/\s+/).filter(Boolean),
};

/** What a new product has in the fields that a file leaves out; the others are needed. */
const blank = { description: "", descriptionEn: "", specs: "", specsEn: "", images: [] };
const needed = ["name", "nameEn", "category", "price"] as const;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const shown = (value: unknown) =>
  typeof value === "number" ? value : Array.isArray(value) ? value.join(" ") : String(value ?? "");

/** What one row would change, and why it cannot. */
export function planRow({ line, cells }: FileRow, known: Known): PlannedRow {
  const id = cells.id?.trim() || null;
  const before = id === null ? null : (known.products.get(id) ?? null);
  const { name = "", nameEn = "" } = before ?? cells;
  const row: PlannedRow = { line, id, name, nameEn, changes: [], faults: [], apply: null };
  const fail = (field: ImportField, fault: ImportFault) => void row.faults.push({ field, fault });
  if (id !== null && !before) fail("id", "UNKNOWN_PRODUCT");
  if (id !== null && !isFirst(known, `id ${id}`)) fail("id", "SECOND_ROW");
  if (row.faults.length > 0) return row;

  const fields = readFields(cells, before, known, row);
  const stock = readStock(cells, before, fail);
  if (stock.by !== 0) {
    const current = before?.stock ?? 0;
    const was = before ? current : null;
    row.changes.push({ field: "stock", before: was, after: current + stock.by });
  }
  const isArchived = before !== null && before.archivedAt !== null;
  const saysArchived = cells.archived === undefined ? isArchived : cells.archived.trim() !== "";
  if (saysArchived !== isArchived) fail("archived", "READ_ONLY");
  if (row.faults.length === 0 && row.changes.length > 0) {
    row.apply = before
      ? changeOf(line, before, fields, stock)
      : { line, product: createProductInput.parse({ ...blank, ...fields, stock: stock.by }) };
  }
  return row;
}

const changeOf = (
  line: number,
  { id, version }: ProductRow,
  fields: Fields,
  stock: Moved,
): ImportRow => ({
  ...{ line, id, version, fields },
  stock: stock.by === 0 ? null : stock,
});

/** The fields that differ; their changes and faults go into the row. */
function readFields(
  cells: FileRow["cells"],
  before: ProductRow | null,
  known: Known,
  row: PlannedRow,
): Fields {
  const current = before && editable(before);
  const changed: Record<string, unknown> = {};
  for (const name of Object.keys(readers) as Field[]) {
    const cell = cells[name];
    const isNeeded = !before && needed.some((one) => one === name);
    if (isNeeded && !cell?.trim()) row.faults.push({ field: name, fault: "MISSING" });
    else if (cell !== undefined) {
      const { success, data } = createProductInput.shape[name].safeParse(
        readers[name](cell, known),
      );
      const fault = !success
        ? name === "category"
          ? "UNKNOWN_CATEGORY"
          : "WRONG"
        : name === "sku" && typeof data === "string" && isSkuTaken(known, data, row.id)
          ? "SKU_TAKEN"
          : null;
      if (fault) row.faults.push({ field: name, fault });
      else if (!current || !same(current[name], data)) {
        changed[name] = data;
        const isBlank = !current && shown(data) === "";
        if (!isBlank)
          row.changes.push({
            field: name,
            before: current && shown(current[name]),
            after: shown(data),
          });
      }
    }
  }
  return changed as Fields;
}

const isSkuTaken = (known: Known, sku: string, id: string | null) => {
  const holder = known.skuHolders.get(sku.toLowerCase());
  return (holder !== undefined && holder !== id) || !isFirst(known, `sku ${sku.toLowerCase()}`);
};

function isFirst({ seen }: Known, key: string): boolean {
  const { size } = seen;
  return seen.add(key).size > size;
}

interface Moved {
  by: number;
  /** The stock that was compared with; null when the row says only by how much it changes. */
  seen: number | null;
}

function readStock(
  cells: FileRow["cells"],
  before: ProductRow | null,
  fail: (field: ImportField, fault: ImportFault) => void,
): Moved {
  const current = before?.stock ?? 0;
  const [whole = "", change = "0"] = [cells.stock?.trim(), cells.stockChange?.trim() || "0"];
  // What an exported file had, nobody typed: sales since do not make it a change.
  const isLeft = before && numberIn(whole) === numberIn(cells.exportedStock ?? "");
  const typed = whole === "" || isLeft ? current : numberIn(whole);
  const isChange = numberIn(change) !== 0;
  const by = isChange ? numberIn(change) : typed - current;
  const after = current + by;
  const field = isChange ? "stockChange" : "stock";
  if (Number.isNaN(by)) fail(field, "WRONG");
  else if (isChange && typed !== current) fail(field, "TWO_STOCKS");
  else if (isChange && after < 0) fail(field, "STOCK_SHORT");
  else if (after < 0 || after > MAX_STOCK) fail(field, "WRONG");
  else return { by, seen: isChange ? null : current };
  return { by: 0, seen: null };
}
