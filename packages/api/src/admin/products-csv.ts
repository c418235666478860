import { Readable } from "node:stream";
import {
  type ContentLanguage,
  type Deps,
  eachProduct,
  type FileFault,
  type FileRow,
  IMPORT_ROWS_MAX,
  type ImportField,
  importFields,
  type ProductRow,
} from "@sunchak/core";
import { CsvError, parse } from "csv-parse";
import { TransportError } from "../api-error.ts";
import { type Cell, type Column, piecesOf, textOf } from "../csv.ts";

/** The column of each field, by which an import finds it again. */
const columnOf: { [Field in ImportField]-?: Column<ProductRow> } = {
  id: [{ ko: "상품 ID", en: "Product ID" }, ({ id }) => id],
  sku: [{ ko: "SKU", en: "SKU" }, ({ sku }) => sku],
  name: [{ ko: "이름", en: "Name" }, ({ name }) => name],
  nameEn: [{ ko: "영어 이름", en: "Name (English)" }, ({ nameEn }) => nameEn],
  category: [{ ko: "카테고리", en: "Category" }, ({ category }) => category],
  price: [{ ko: "가격", en: "Price" }, ({ price }) => Number(price)],
  stock: [{ ko: "재고", en: "Stock" }, ({ stock }) => stock],
  exportedStock: [{ ko: "내보낼 때 재고", en: "Stock when exported" }, ({ stock }) => stock],
  stockChange: [{ ko: "재고 더하기", en: "Stock change" }, () => null],
  lowStock: [{ ko: "재고 부족 기준", en: "Low-stock threshold" }, ({ lowStock }) => lowStock],
  description: [{ ko: "설명", en: "Description" }, ({ description }) => description],
  descriptionEn: [
    { ko: "영어 설명", en: "Description (English)" },
    ({ descriptionEn }) => descriptionEn,
  ],
  specs: [{ ko: "사양", en: "Specs" }, ({ specs }) => specs],
  specsEn: [{ ko: "영어 사양", en: "Specs (English)" }, ({ specsEn }) => specsEn],
  images: [{ ko: "사진", en: "Pictures" }, ({ images }) => (images as string[]).join(" ")],
  archived: [{ ko: "보관", en: "Archived" }, ({ archivedAt }): Cell => (archivedAt ? "✓" : null)],
};

/** All products as CSV, in pieces; {@link readProducts} reads it again. */
export const productPieces = (deps: Deps, locale: ContentLanguage): AsyncGenerator<string> =>
  piecesOf(
    importFields.map((field) => columnOf[field]),
    eachProduct(deps),
    locale,
  );

/** Each field by its column's heading, in whichever language, and by its own name. */
const fieldsByHeading = new Map(
  importFields.flatMap((field) =>
    [...Object.values(columnOf[field][0]), field].map((heading) => [heading.toLowerCase(), field]),
  ),
);

const refuse = (reason: FileFault, details: object = {}) =>
  new TransportError("VALIDATION_FAILED", "This file holds no products that can be read.", {
    reason,
    ...details,
  });

/**
 * The rows of a CSV file of products, in UTF-8 or as Korean spreadsheets store it.
 * @throws TransportError VALIDATION_FAILED with `details.reason`, a {@link FileFault}
 */
export async function readProducts(file: Uint8Array): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  let fields: ImportField[] | null = null;
  try {
    for await (const { record, info } of recordsOf(decode(file))) {
      if (!fields) fields = readHead(record);
      else if (rows.length === IMPORT_ROWS_MAX) throw refuse("TOO_MANY_ROWS");
      else {
        const cells = fields.map((field, nth) => [field, textOf(record[nth] ?? "")]);
        rows.push({ line: info.lines, cells: Object.fromEntries(cells) });
      }
    }
  } catch (error) {
    if (error instanceof CsvError) throw refuse("DAMAGED", { line: error.lines });
    throw error;
  }
  if (rows.length === 0) throw refuse("EMPTY");
  return rows;
}

/** How many characters are parsed before others get their turn. */
const CHUNK = 64 * 1024;

function recordsOf(text: string): AsyncIterable<{ record: string[]; info: { lines: number } }> {
  const chunks = Array.from({ length: Math.ceil(text.length / CHUNK) }, (_, nth) =>
    text.slice(nth * CHUNK, (nth + 1) * CHUNK),
  );
  return Readable.from(chunks).pipe(
    parse({
      info: true,
      relaxColumnCount: true,
      skipRecordsWithEmptyValues: true,
      skipEmptyLines: true,
    }),
  );
}

function decode(file: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    return new TextDecoder("euc-kr").decode(file);
  }
}

function readHead(record: string[]): ImportField[] {
  // A spreadsheet may leave empty columns at the end.
  const headings = record.join("\n").trimEnd().split("\n");
  const fields = headings.map((heading) => {
    const field = fieldsByHeading.get(heading.trim().toLowerCase());
    if (!field) throw refuse("UNKNOWN_COLUMN", { column: heading });
    return field;
  });
  const second = fields.find((field, nth) => fields.indexOf(field) !== nth);
  if (second) throw refuse("SECOND_COLUMN", { column: headings[fields.lastIndexOf(second)] });
  if (!fields.includes("id") && !fields.includes("name")) throw refuse("NO_COLUMN");
  return fields;
}
