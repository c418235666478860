import type { Sqlite, SqliteStatements } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import type { IdempotentCall } from "../idempotency/idempotently.ts";
import { onceOnSqlite } from "../idempotency/once-on-sqlite.ts";
import { isId, newId } from "../ids.ts";
import { expiryOf } from "./order-status.ts";
import { checkTotal, type Offer, priceOrder } from "./quote-order.ts";
import type { OrderRequest, PlacedOrder } from "./schema.ts";

/**
 * Quotes and stores an order in one write, so that nothing changes in between.
 * @throws what {@link priceOrder} and {@link checkTotal} do.
 */
export async function placeOnSqlite(
  { clock, config }: Pick<Deps, "clock" | "config">,
  sqlite: Sqlite,
  request: OrderRequest,
  call: IdempotentCall,
): Promise<PlacedOrder> {
  const { userId } = call;
  const { response } = await onceOnSqlite(sqlite, clock, call, (statements, now): PlacedOrder => {
    const { all, run } = statements;
    const { lines, ...amounts } = priceOrder(readOffer(statements, userId, request), request, now);
    const { subtotal, discount, total } = amounts;
    const [account] = all<{ balance: bigint }>`
      SELECT balance FROM accounts WHERE user_id = ${userId}`;
    const balance = Number(account?.balance ?? 0);
    checkTotal(total, request, config, balance);
    const orderId = newId(clock);
    const issuedCouponId = request.issuedCouponId ?? null;
    const expiresAt = expiryOf(config, now);
    run`
      INSERT INTO orders (id, user_id, status, subtotal, discount, total, issued_coupon_id,
        created_at, expires_at)
      VALUES (${orderId}, ${userId}, 'PENDING', ${subtotal}, ${discount}, ${total},
        ${issuedCouponId}, ${now}, ${expiresAt})`;
    for (const [position, line] of lines.entries()) {
      run`
        INSERT INTO order_lines (order_id, product_id, position, name, name_en, unit_price,
          quantity, amount)
        VALUES (${orderId}, ${line.productId}, ${position}, ${line.name}, ${line.nameEn},
          ${line.unitPrice}, ${line.quantity}, ${line.amount})`;
    }
    return {
      orderId,
      orderNumber: null,
      status: "PENDING",
      lines,
      ...amounts,
      issuedCouponId,
      createdAt: now.toISOString(),
      expiresAt: expiresAt.toISOString(),
      paidAt: null,
      balance,
    };
  });
  return response;
}

function readOffer(
  { all }: SqliteStatements,
  userId: string,
  { lines, issuedCouponId }: OrderRequest,
): Offer {
  const products = lines.flatMap(({ productId }) =>
    isId(productId)
      ? all<Offer["products"][number]>`
          SELECT id, name, name_en AS "nameEn", price, stock FROM products
          WHERE id = ${productId} AND archived_at IS NULL`
      : [],
  );
  if (issuedCouponId === undefined || !isId(issuedCouponId)) return { products, coupon: null };
  type Coupon = NonNullable<Offer["coupon"]>;
  const [coupon] = all<Omit<Coupon, "campaign"> & Coupon["campaign"]>`
    SELECT i.used_at AS "usedAt", i.expires_at AS "expiresAt", c.name, c.name_en AS "nameEn",
      c.discount_type AS "discountType", c.discount_value AS "discountValue",
      c.max_discount AS "maxDiscount", c.min_order_amount AS "minOrderAmount"
    FROM issued_coupons i JOIN coupon_campaigns c ON c.id = i.campaign_id
    WHERE i.id = ${issuedCouponId} AND i.user_id = ${userId}`;
  return { products, coupon: coupon ? { ...coupon, campaign: coupon } : null };
}
