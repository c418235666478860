import type { Transaction } from "@sunchak/db";
import { whyOutOfStock } from "../catalog/out-of-stock.ts";
import { discountOf } from "../coupon/campaign-phase.ts";
import { discountFor } from "../coupon/discount.ts";
import { couponNotUsable, whyNotUsable } from "../coupon/usable-coupon.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import type { PlaceOrder } from "./schema.ts";

type OrderRequest = Pick<PlaceOrder, "lines" | "issuedCouponId"> & { userId: string };

/**
 * What an order would cost now, in won. Stock and coupon are checked, not taken.
 * @throws DomainError NOT_FOUND (details.productId for a product) | OUT_OF_STOCK | COUPON_NOT_USABLE
 */
export async function quoteOrder(
  tx: Transaction,
  { userId, lines, issuedCouponId }: OrderRequest,
  now: Date,
) {
  const priced = await priceLines(tx, lines);
  const subtotal = priced.reduce((sum, line) => sum + line.amount, 0);
  const coupon = issuedCouponId === undefined ? null : await findCoupon(tx, userId, issuedCouponId);
  const stock = new Map(priced.map((line) => [line.productId, line.stock]));
  const shortOfStock = whyOutOfStock(lines, stock);
  if (shortOfStock) throw shortOfStock;
  const discount = coupon ? couponDiscount(coupon, subtotal, now) : 0;
  return { lines: priced, subtotal, discount };
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
