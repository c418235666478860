import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import type { Acting } from "../user/schema.ts";
import { noteAdjustment } from "./note-adjustment.ts";
import { whyOutOfStock } from "./out-of-stock.ts";
import { type AdjustStock, MAX_STOCK } from "./schema.ts";

/**
 * Adds to a product's stock or takes from it, with an entry in the stock journal.
 * @returns the stock after.
 * @throws DomainError NOT_FOUND | OUT_OF_STOCK when it would go below 0 | VALIDATION_FAILED above
 *   {@link MAX_STOCK} | IDEMPOTENCY_KEY_REUSED
 */
export async function adjustStock(
  deps: Pick<Deps, "db" | "clock">,
  asked: AdjustStock & Acting,
): Promise<{ id: string; stock: number }> {
  const { actorId, id, quantity, reason } = asked;
  if (!isId(id)) throw notFound("product");
  const call = { action: "product.adjustStock", subjectType: "product", reason } as const;
  return audited(deps, asked, call, async (tx, record) => {
    const [row] = await tx.product.updateManyAndReturn({
      where: { id, stock: quantity < 0 ? { gte: -quantity } : { lte: MAX_STOCK - quantity } },
      data: { stock: { increment: quantity } },
      select: { stock: true },
    });
    if (!row) {
      const product = await tx.product.findUnique({ where: { id } });
      if (!product) throw notFound("product");
      throw (
        whyOutOfStock([{ productId: id, quantity: -quantity }], new Map([[id, product.stock]])) ??
        new DomainError("VALIDATION_FAILED", `At most ${MAX_STOCK} in stock.`, {
          fields: [{ path: "quantity", message: `the stock must stay within ${MAX_STOCK}` }],
        })
      );
    }
    await noteAdjustment(tx, deps, {
      ...{ productId: id, quantity, reason, actorId },
      stock: row.stock,
    });
    record({
      subjectId: id,
      before: { stock: row.stock - quantity },
      after: { stock: row.stock },
    });
    return { id, stock: row.stock };
  });
}
