import type { Transaction } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";

interface Adjustment {
  productId: string;
  /** Added to the stock; taken from it when negative. */
  quantity: number;
  /** The stock after it. */
  stock: number;
  reason: string;
  actorId: string;
}

/** Writes an adjustment of stock into the journal, and that a product that was sold out is back. */
export async function noteAdjustment(
  tx: Transaction,
  { clock }: Pick<Deps, "clock">,
  { stock, ...adjustment }: Adjustment,
): Promise<void> {
  const createdAt = clock.now();
  const { productId, quantity } = adjustment;
  if (stock === quantity) {
    await tx.product.update({ where: { id: productId }, data: { restockedAt: createdAt } });
  }
  await tx.stockAdjustment.create({ data: { id: newId(clock), ...adjustment, createdAt } });
}
