import type { Tables, Transaction } from "@sunchak/db";
import { readBalance } from "../balance/get-balance.ts";
import { termsOf } from "../campaign/to-campaign.ts";
import { discountFor } from "../coupon/discount.ts";
import { couponNotUsable, whyNotUsable } from "../coupon/usable-coupon.ts";
import type { CoreConfig } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { whyOutOfStock } from "../product/out-of-stock.ts";
import type { OrderRequest } from "./schema.ts";

/** What an order is priced from. */
export interface Offer {
  /** The products that are on sale, of those that are asked for. */
  products: readonly Product[];
  /** The shopper's own coupon; null when the one that is asked for is another's or unknown. */
  coupon: HeldCoupon | null;
}

type Product = Pick<Tables["products"], "id" | "name" | "nameEn" | "price" | "stock">;
type HeldCoupon = Pick<Tables["issuedCoupons"], "usedAt" | "expiresAt"> & {
  campaign: Parameters<typeof termsOf>[0];
};

/**
 * What an order would cost now, in won. Stock and coupon are checked, not taken.
 * @throws what {@link priceOrder} and {@link checkTotal} do, in this order.
 */
export async function quoteOrder(
  tx: Transaction,
  request: OrderRequest & { userId: string },
  now: Date,
  config: Pick<CoreConfig, "maxBalance">,
) {
  const quote = priceOrder(await findOffer(tx, request), request, now);
  const isDear = quote.total > config.maxBalance;
  checkTotal(quote.total, request, config, isDear ? await readBalance(tx, request.userId) : 0);
  return quote;
}

async function findOffer(
  tx: Transaction,
  { userId, lines, issuedCouponId }: OrderRequest & { userId: string },
): Promise<Offer> {
  const products = await tx.product.findMany({
    where: { id: { in: lines.map((line) => line.productId).filter(isId) }, archivedAt: null },
    select: { id: true, name: true, nameEn: true, price: true, stock: true },
  });
  const coupon =
    issuedCouponId !== undefined && isId(issuedCouponId)
      ? await tx.issuedCoupon.findUnique({
          where: { id: issuedCouponId, userId },
          include: { campaign: true },
        })
      : null;
  return { products, coupon };
}

/**
 * The lines with their current names and prices, in the order asked for, and what they cost.
 * @throws DomainError NOT_FOUND (details.productId for a product) | OUT_OF_STOCK |
 *   COUPON_NOT_USABLE, in this order
 */
export function priceOrder(
  { products, coupon }: Offer,
  { lines, issuedCouponId }: OrderRequest,
  now: Date,
) {
  const byId = new Map(products.map((product) => [product.id, product]));
  const priced = lines.map(({ productId, quantity }) => {
    const product = byId.get(productId);
    if (!product) throw notFound("product", { productId });
    const { name, nameEn } = product;
    const unitPrice = Number(product.price);
    return { productId, name, nameEn, unitPrice, quantity, amount: unitPrice * quantity };
  });
  const subtotal = priced.reduce((sum, line) => sum + line.amount, 0);
  if (issuedCouponId !== undefined && !coupon) throw notFound("coupon", { issuedCouponId });
  const shortOfStock = whyOutOfStock(lines, new Map(products.map(({ id, stock }) => [id, stock])));
  if (shortOfStock) throw shortOfStock;
  const discount = coupon ? couponDiscount(coupon, subtotal, now) : 0;
  return { lines: priced, subtotal, discount, total: subtotal - discount };
}

/**
 * @param balance the shopper's; it is looked at only when the total is above the maximum.
 * @throws DomainError ORDER_EXCEEDS_MAX_BALANCE | PRICE_CHANGED, in this order
 */
export function checkTotal(
  total: number,
  { expectedTotal }: OrderRequest,
  { maxBalance }: Pick<CoreConfig, "maxBalance">,
  balance: number,
): void {
  if (total > maxBalance && total > balance) {
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
}

function couponDiscount(coupon: HeldCoupon, subtotal: number, now: Date): number {
  const refusal = whyNotUsable(coupon, now);
  if (refusal) throw refusal;
  const discount = termsOf(coupon.campaign);
  if (subtotal < discount.minOrderAmount) throw couponNotUsable("MINIMUM_NOT_REACHED");
  return discountFor(discount, subtotal);
}
