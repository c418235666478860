import { Prisma } from "@sunchak/db";
import { newId } from "../../ids.ts";
import { hasBrokenOrders, type Repair, type Repairing, unsure } from "./repairing.ts";

interface Adjustment {
  quantity: number;
  reason: string;
  actorId: string | null;
  at: Date;
}

/**
 * Makes a product's stock and its count of sold pieces agree with the orders and the journal. The
 * audit log tells the initial stock and every adjustment.
 */
export const repairStock: Repair = async (repairing) => {
  const { tx, subjectId: id, tell } = repairing;
  const product = await tx.product.findUniqueOrThrow({ where: { id } });
  const orders = Prisma.sql`SELECT order_id FROM order_lines WHERE product_id = ${id}`;
  if (await hasBrokenOrders(tx, orders)) throw unsure("otherFirst");
  const { sold, refunded } = await countPieces(repairing);
  const { initialStock, adjusted, extra, lost } = await readJournal(repairing);
  const known = {
    initialStock: initialStock ?? product.initialStock,
    adjusted: adjusted - sumOf(extra) + sumOf(lost),
  };
  const stockOf = (initial: number, journal: number) => initial + journal + refunded - sold;
  const { stock, soldQuantity } = product;
  const data: Prisma.ProductUpdateInput = {};
  let isJournalWrong = false;
  if (stock !== stockOf(product.initialStock, adjusted)) {
    // Both counts of the product agree with each other, and not with its orders.
    const isLineWrong =
      soldQuantity !== sold &&
      stock === stockOf(known.initialStock, known.adjusted) + sold - soldQuantity;
    if (isLineWrong) throw unsure("orderLinesChanged");
    if (stock === stockOf(known.initialStock, adjusted)) {
      data.initialStock = known.initialStock;
      tell("initialStock", product.initialStock, known.initialStock);
    } else if (stock === stockOf(product.initialStock, known.adjusted)) {
      isJournalWrong = true;
    } else {
      const isOther = known.initialStock !== product.initialStock || known.adjusted !== adjusted;
      if (isOther) throw unsure("recordsDisagree");
      const counted = stockOf(known.initialStock, known.adjusted);
      if (counted < 0) throw unsure("stockBelowZero");
      data.stock = counted;
      tell("stock", stock, counted);
    }
  }
  if (soldQuantity !== sold) {
    data.soldQuantity = sold;
    tell("soldQuantity", soldQuantity, sold);
  }
  if (Object.keys(data).length > 0) await tx.product.update({ where: { id }, data });
  if (isJournalWrong) await mendJournal(repairing, extra, lost);
};

async function countPieces({ tx, subjectId }: Repairing) {
  const [pieces] = await tx.$queryRaw<{ sold: number | bigint; refunded: number | bigint }[]>`
    SELECT COALESCE(SUM(l.quantity), 0) AS sold,
      COALESCE(SUM(CASE WHEN o.status = 'REFUNDED' THEN l.quantity ELSE 0 END), 0) AS refunded
    FROM order_lines l JOIN orders o ON o.id = l.order_id
    WHERE l.product_id = ${subjectId} AND o.status IN ('PAID', 'REFUNDED')`;
  return { sold: Number(pieces?.sold ?? 0), refunded: Number(pieces?.refunded ?? 0) };
}

/** What the journal says, what it has beside the audit log, and what only that has. */
async function readJournal({ tx, subjectId }: Repairing) {
  const journal = await tx.stockAdjustment.findMany({ where: { productId: subjectId } });
  const audits = await tx.auditEntry.findMany({
    where: {
      ...{ subjectType: "product", subjectId },
      action: { in: ["product.create", "product.adjustStock"] },
    },
    orderBy: { id: "asc" },
  });
  const stockIn = (json: unknown) => (json as { stock: number } | null)?.stock ?? 0;
  const created = audits.find(({ action }) => action === "product.create");
  const lost: Adjustment[] = audits
    .filter(({ action }) => action === "product.adjustStock")
    .map(({ before, after, reason, ...audit }) => ({
      ...audit,
      quantity: stockIn(after) - stockIn(before),
      reason: reason ?? "",
    }));
  const extra = journal.filter(({ quantity, reason, actorId }) => {
    const told = lost.findIndex(
      (one) => one.quantity === quantity && one.reason === reason && one.actorId === actorId,
    );
    if (told !== -1) lost.splice(told, 1);
    return told === -1;
  });
  const initialStock = created ? stockIn(created.after) : null;
  return { initialStock, adjusted: sumOf(journal), extra, lost };
}

const sumOf = (adjustments: readonly { quantity: number }[]): number =>
  adjustments.reduce((sum, { quantity }) => sum + quantity, 0);

async function mendJournal(
  { tx, subjectId: productId, tell }: Repairing,
  extra: readonly { id: string; quantity: number; reason: string }[],
  lost: readonly Adjustment[],
): Promise<void> {
  await tx.stockAdjustment.deleteMany({ where: { id: { in: extra.map(({ id }) => id) } } });
  await tx.stockAdjustment.createMany({
    data: lost.map(({ quantity, reason, actorId, at }) => ({
      ...{ id: newId({ now: () => at }), productId, quantity, reason, actorId, createdAt: at },
    })),
  });
  const told = (all: readonly { quantity: number; reason: string }[]) =>
    all.map(({ quantity, reason }) => ({ quantity, reason }));
  tell("adjustments", told(extra), told(lost));
}
