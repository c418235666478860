import type { Sqlite, SqliteStatements } from "@sunchak/db";
import { keep } from "../idempotency/idempotently.ts";
import { newId } from "../ids.ts";
import { expiryOf } from "./order-status.ts";
import type { Placement } from "./placement.ts";
import type { OrderRequest, PlacedOrder } from "./schema.ts";

/**
 * Does what place.sql does on PostgreSQL: places an order only when every line is on sale and in
 * stock, the subtotal is the one asked for, the total fits into a balance, and the idempotency key is
 * new. Null for an order that was not placed.
 */
export function placeOnSqlite(
  sqlite: Sqlite,
  { deps, call, lines, issuedCouponId, discount, subtotal: wanted }: Placement,
): Promise<PlacedOrder | null> {
  const { userId } = call;
  const { clock, config } = deps;
  return sqlite.write((statements) => {
    const { all, run } = statements;
    const priced = priceLines(statements, lines);
    const subtotal = priced.reduce((sum, line) => sum + line.amount, 0);
    if (priced.length < lines.length || subtotal !== (wanted ?? subtotal)) return null;
    const [account] = all<{ balance: bigint }>`
      SELECT balance FROM accounts WHERE user_id = ${userId}`;
    const balance = Number(account?.balance ?? 0);
    const total = subtotal - discount;
    if (total > Math.max(config.maxBalance, balance)) return null;
    const now = clock.now();
    const expiresAt = expiryOf(config, now);
    const placed: PlacedOrder = {
      orderId: newId(clock),
      orderNumber: null,
      status: "PENDING",
      lines: priced,
      subtotal,
      discount,
      total,
      issuedCouponId: issuedCouponId ?? null,
      createdAt: now.toISOString(),
      expiresAt: expiresAt.toISOString(),
      paidAt: null,
      balance,
    };
    if (!keep(statements, call, placed, now)) return null;
    run`
      INSERT INTO orders (id, user_id, status, subtotal, discount, total, issued_coupon_id,
        created_at, expires_at)
      VALUES (${placed.orderId}, ${userId}, ${placed.status}, ${subtotal}, ${discount}, ${total},
        ${placed.issuedCouponId}, ${now}, ${expiresAt})`;
    for (const [position, line] of priced.entries()) {
      run`
        INSERT INTO order_lines (order_id, product_id, position, name, name_en, unit_price,
          quantity, amount)
        VALUES (${placed.orderId}, ${line.productId}, ${position}, ${line.name}, ${line.nameEn},
          ${line.unitPrice}, ${line.quantity}, ${line.amount})`;
    }
    return placed;
  });
}

/** The lines that can be had now, with their names and prices. */
const priceLines = ({ all }: SqliteStatements, lines: OrderRequest["lines"]) =>
  lines.flatMap(({ productId, quantity }) => {
    const products = all<{ name: string; nameEn: string; price: bigint }>`
      SELECT name, name_en AS "nameEn", price FROM products
      WHERE id = ${productId} AND archived_at IS NULL AND stock >= ${quantity}`;
    return products.map(({ name, nameEn, price }) => {
      const unitPrice = Number(price);
      return { productId, name, nameEn, unitPrice, quantity, amount: unitPrice * quantity };
    });
  });
