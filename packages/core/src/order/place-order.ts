import type { Transaction } from "@sunchak/db";
import { readBalance } from "../balance/get-balance.ts";
import { whyOutOfStock } from "../catalog/out-of-stock.ts";
import { discountOf } from "../coupon/campaign-phase.ts";
import { discountFor } from "../coupon/discount.ts";
import { couponNotUsable, whyNotUsable } from "../coupon/usable-coupon.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { idempotently } from "../idempotency/idempotently.ts";
import { isId, newId } from "../ids.ts";
import type { PlacedOrder, PlaceOrder } from "./schema.ts";
import { toOrder } from "./to-order.ts";

type PlaceDeps = Pick<Deps, "db" | "clock" | "config" | "metrics">;

/**
 * Places a PENDING order with the prices of now. Stock and coupon are checked here, not taken.
 * @returns the order and the current balance, all that paying needs.
 * @throws DomainError NOT_FOUND (details.productId for a product) | OUT_OF_STOCK |
 *   COUPON_NOT_USABLE | IDEMPOTENCY_KEY_REUSED
 */
export async function placeOrder(
  deps: PlaceDeps,
  { userId, lines, issuedCouponId, idempotencyKey }: PlaceOrder & { userId: string },
): Promise<PlacedOrder> {
  const input = { lines, issuedCouponId };
  const call = { userId, key: idempotencyKey, operation: "placeOrder", input };
  const placed = await idempotently(deps, call, async (tx) => {
    const now = deps.clock.now();
    const priced = await priceLines(tx, lines);
    const subtotal = priced.reduce((sum, line) => sum + line.amount, 0);
    const coupon =
      issuedCouponId === undefined ? null : await findCoupon(tx, userId, issuedCouponId);
    const stock = new Map(priced.map((line) => [line.productId, line.stock]));
    const shortOfStock = whyOutOfStock(lines, stock);
    if (shortOfStock) throw shortOfStock;
    const discount = coupon ? couponDiscount(coupon, subtotal, now) : 0;
    const row = await tx.order.create({
      data: {
        id: newId(deps.clock),
        userId,
        status: "PENDING",
        subtotal,
        discount,
        total: subtotal - discount,
        issuedCouponId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + deps.config.orderExpiresMinutes * 60_000),
      },
    });
    // By product id, the order in which payments lock them too.
    const rows = priced
      .map(({ stock: _, ...line }, position) => ({ orderId: row.id, position, ...line }))
      .sort((a, b) => (a.productId < b.productId ? -1 : 1));
    await tx.orderLine.createMany({ data: rows });
    const stored = rows
      .sort((a, b) => a.position - b.position)
      .map((line) => ({ ...line, unitPrice: BigInt(line.unitPrice), amount: BigInt(line.amount) }));
    return {
      ...toOrder({ ...row, lines: stored }, now),
      balance: await readBalance(tx, userId),
    };
  });
  deps.metrics.count("orders_placed");
  return placed;
}

/** The lines with the names and prices of now, in the order asked for. */
async function priceLines(tx: Transaction, lines: PlaceOrder["lines"]) {
  const ids = lines.map((line) => line.productId).filter(isId);
  const products = await tx.product.findMany({
    where: { id: { in: ids }, archivedAt: null },
    select: { id: true, name: true, nameEn: true, price: true, stock: true },
  });
  const byId = new Map(products.map((product) => [product.id, product]));
  return lines.map(({ productId, quantity }) => {
    const product = byId.get(productId);
    if (!product) throw notFound("product", { productId });
    const unitPrice = Number(product.price);
    return {
      productId,
      name: product.name,
      nameEn: product.nameEn,
      unitPrice,
      quantity,
      amount: unitPrice * quantity,
      stock: product.stock,
    };
  });
}

async function findCoupon(tx: Transaction, userId: string, id: string) {
  const coupon = isId(id)
    ? await tx.issuedCoupon.findUnique({ where: { id, userId }, include: { campaign: true } })
    : null;
  if (!coupon) throw notFound("coupon", { issuedCouponId: id });
  return coupon;
}

function couponDiscount(
  coupon: Awaited<ReturnType<typeof findCoupon>>,
  subtotal: number,
  now: Date,
): number {
  const refusal = whyNotUsable(coupon, now);
  if (refusal) throw refusal;
  const discount = discountOf(coupon.campaign);
  if (subtotal < discount.minOrderAmount) throw couponNotUsable("MINIMUM_NOT_REACHED");
  return discountFor(discount, subtotal);
}
