import type { Transaction } from "@sunchak/db";
import { readBalance } from "../balance/get-balance.ts";
import { termsOf } from "../campaign/to-campaign.ts";
import { discountFor } from "../coupon/discount.ts";
import { couponNotUsable, whyNotUsable } from "../coupon/usable-coupon.ts";
import type { CoreConfig } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { whyOutOfStock } from "../product/out-of-stock.ts";
import type { OrderRequest } from "./schema.ts";

/**
 * What an order would cost now, in won. Stock and coupon are checked, not taken.
 * @throws DomainError NOT_FOUND (details.productId for a product) | OUT_OF_STOCK |
 *   COUPON_NOT_USABLE | ORDER_EXCEEDS_MAX_BALANCE | PRICE_CHANGED, in this order
 */
export async function quoteOrder(
  tx: Transaction,
  { userId, lines, issuedCouponId, expectedTotal }: OrderRequest & { userId: string },
  now: Date,
  { maxBalance }: Pick<CoreConfig, "maxBalance">,
) {
  const priced = await priceLines(tx, lines);
  const subtotal = priced.reduce((sum, line) => sum + line.amount, 0);
  const coupon = issuedCouponId === undefined ? null : await findCoupon(tx, userId, issuedCouponId);
  const stock = new Map(priced.map((line) => [line.productId, line.stock]));
  const shortOfStock = whyOutOfStock(lines, stock);
  if (shortOfStock) throw shortOfStock;
  const discount = coupon ? couponDiscount(coupon, subtotal, now) : 0;
  const total = subtotal - discount;
  if (total > maxBalance && total > (await readBalance(tx, userId))) {
    throw new DomainError(
      "ORDER_EXCEEDS_MAX_BALANCE",
      `The total exceeds ${maxBalance} won, the most that a balance can hold. No order was placed.`,
      { total, maxBalance },
    );
  }
  if (expectedTotal !== undefined && expectedTotal !== total) {
    throw new DomainError("PRICE_CHANGED", "The total has changed. No order was placed.", {
      expected: expectedTotal,
      total,
    });
  }
  return { lines: priced, subtotal, discount };
}

/** The lines with their current names and prices, in the order asked for. */
async function priceLines(tx: Transaction, lines: OrderRequest["lines"]) {
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
  const discount = termsOf(coupon.campaign);
  if (subtotal < discount.minOrderAmount) throw couponNotUsable("MINIMUM_NOT_REACHED");
  return discountFor(discount, subtotal);
}
