import { searchName, storeSearchEntries, type Transaction } from "@sunchak/db";
import { audited, changedFields } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { isId, newId } from "../ids.ts";
import { refuseTakenSku } from "../taken-name.ts";
import type { Acting } from "../user/schema.ts";
import type { Imported, ImportProducts, ImportRefusal, ImportRow } from "./import-schema.ts";
import { noteAdjustment } from "./note-adjustment.ts";
import { editable, type ProductRow } from "./product-row.ts";
import { MAX_STOCK } from "./schema.ts";
import { findSkuHolders } from "./sku-holders.ts";

type ChangedRow = Extract<ImportRow, { id: string }>;

/**
 * Applies rows of a file of products as their dry run showed them, in one transaction. A row whose
 * product or stock is not as the dry run saw it changes nothing, and is named in the answer.
 * @throws DomainError SKU_TAKEN, with nothing applied, when another call took a SKU meanwhile
 */
export function importProducts(
  deps: Pick<Deps, "db" | "clock">,
  asked: ImportProducts & Acting,
): Promise<Imported> {
  const { actorId, reason } = asked;
  const call = { action: "product.import", subjectType: "product", reason } as const;
  const store = () =>
    audited(deps, asked, call, async (tx, record) => {
      const now = deps.clock.now();
      // In the order of ids: payments lock products in the same order.
      const rows = asked.rows.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
      const current = await readCurrent(tx, rows);
      const refusalOf = await refusals(deps, tx, rows);
      const written: ProductRow[] = [];
      const imported: Imported = { applied: [], refused: [] };
      for (const row of rows) {
        const why = refusalOf(row);
        const before = current.get(idOf(row)) ?? null;
        const after = why
          ? null
          : "id" in row
            ? await change(tx, row, before, now)
            : await create(tx, deps, row, now);
        if (!after) {
          imported.refused.push({ line: row.line, why: why ?? "CHANGED" });
          continue;
        }
        const by = "id" in row ? row.stock?.by : undefined;
        if (by) {
          await noteAdjustment(tx, deps, {
            ...{ productId: after.id, quantity: by, reason, actorId },
            stock: after.stock,
          });
        }
        imported.applied.push(row.line);
        written.push(after);
        record({ subjectId: after.id, ...entryOf(before, after, by) });
      }
      await storeSearchEntries(tx, written);
      return imported;
    });
  return refuseTakenSku(store);
}

const idOf = (row: ImportRow): string => ("id" in row ? row.id : "");

async function readCurrent(
  tx: Transaction,
  rows: readonly ImportRow[],
): Promise<Map<string, ProductRow>> {
  const ids = rows.map(idOf).filter(isId);
  const found = await tx.product.findMany({ where: { id: { in: ids } } });
  return new Map(found.map((row) => [row.id, row]));
}

/** Why a row is refused before it is tried. */
async function refusals(
  { db }: Pick<Deps, "db">,
  tx: Transaction,
  rows: readonly ImportRow[],
): Promise<(row: ImportRow) => ImportRefusal | null> {
  const fieldsOf = (row: ImportRow) => ("id" in row ? row.fields : row.product);
  const wanted = rows.map(fieldsOf);
  const holders = await findSkuHolders(
    db,
    tx,
    wanted.flatMap(({ sku }) => sku ?? []),
  );
  const known = await tx.category.findMany({
    where: { slug: { in: wanted.flatMap(({ category }) => category ?? []) } },
  });
  const slugs = new Set(known.map(({ slug }) => slug));
  return (row) => {
    const { sku, category } = fieldsOf(row);
    if (category !== undefined && !slugs.has(category)) return "UNKNOWN_CATEGORY";
    const holder = sku ? holders.get(sku.toLowerCase()) : undefined;
    return holder !== undefined && holder !== idOf(row) ? "SKU_TAKEN" : null;
  };
}

/** Null when the product or its stock is not as the dry run saw it. */
async function change(
  tx: Transaction,
  { id, version, fields, stock }: ChangedRow,
  before: ProductRow | null,
  now: Date,
): Promise<ProductRow | null> {
  if (!before) return null;
  const { name = before.name, nameEn = before.nameEn } = fields;
  const isEdit = Object.keys(fields).length > 0;
  const by = stock?.by ?? 0;
  const [row] = await tx.product.updateManyAndReturn({
    where: {
      ...{ id, version },
      stock:
        stock === null
          ? undefined
          : (stock.seen ?? { gte: Math.max(0, -by), lte: MAX_STOCK - Math.max(0, by) }),
    },
    data: {
      ...fields,
      stock: { increment: by },
      ...(isEdit && {
        searchName: searchName(name, nameEn),
        version: { increment: 1 },
        updatedAt: now,
      }),
    },
  });
  return row ?? null;
}

const create = (
  tx: Transaction,
  { clock }: Pick<Deps, "clock">,
  { product }: Exclude<ImportRow, ChangedRow>,
  now: Date,
): Promise<ProductRow> =>
  tx.product.create({
    data: {
      id: newId(clock),
      ...product,
      searchName: searchName(product.name, product.nameEn),
      initialStock: product.stock,
      ...{ createdAt: now, updatedAt: now },
    },
  });

/** What the audit log stores: the fields that differ, the stock by this row's own change. */
function entryOf(before: ProductRow | null, after: ProductRow, by: number | undefined) {
  if (!before) return { after: { ...editable(after), stock: after.stock } };
  const fields = changedFields(editable(before), editable(after));
  if (!by) return fields;
  return {
    before: { ...fields.before, stock: after.stock - by },
    after: { ...fields.after, stock: after.stock },
  };
}
