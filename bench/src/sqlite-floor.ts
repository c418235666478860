import { randomUUID } from "node:crypto";
import { DatabaseSync } from "@photostructure/sqlite";
import { idOf, PRICE, PRODUCT, SHOPPER } from "./fill-market.ts";
import { type Measure, measureLoad, ownCpu } from "./measure.ts";

/**
 * Measures purchases on plain SQLite, by the statements that pgbench gets: each purchase is an order
 * and its payment, a transaction each, and each commit reaches the disk. There is one caller, because
 * SQLite has one writer: further ones would only wait.
 * @param path a file that `fillMarket` has filled with at least so many shoppers and products.
 */
export async function measureSqliteFloor(
  path: string,
  { shoppers, products, seconds }: { shoppers: number; products: number; seconds: number },
): Promise<Measure> {
  const db = new DatabaseSync(path, { returnArrays: true });
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000");
  const buy = purchaseOn(db);
  const any = (prefix: string, count: number) => idOf(prefix, Math.floor(Math.random() * count));
  try {
    return await measureLoad({ callers: 1, milliseconds: seconds * 1000, cpu: ownCpu }, async () =>
      buy(any(SHOPPER, shoppers), any(PRODUCT, products)),
    );
  } finally {
    db.close();
  }
}

function purchaseOn(db: InstanceType<typeof DatabaseSync>) {
  const begin = db.prepare("BEGIN IMMEDIATE");
  const commit = db.prepare("COMMIT");
  const order = db.prepare(`
    INSERT INTO orders (id, user_id, status, subtotal, discount, total, created_at, expires_at)
    VALUES (?, ?, 'PENDING', ${PRICE}, 0, ${PRICE}, ?, ?)`);
  const line = db.prepare(`
    INSERT INTO order_lines (order_id, product_id, position, name, name_en, unit_price, quantity, amount)
    VALUES (?, ?, 0, '도자기 머그', 'Ceramic mug', ${PRICE}, 1, ${PRICE})`);
  const claim = db.prepare(`
    UPDATE orders SET status = 'PAID', paid_at = ?, order_number = ?
    WHERE id = ? AND status = 'PENDING' AND expires_at > ?`);
  const debit = db.prepare(`
    UPDATE accounts SET balance = balance - ${PRICE}, entry_count = entry_count + 1
    WHERE user_id = ? AND balance >= ${PRICE} RETURNING balance, entry_count`);
  const entry = db.prepare(`
    INSERT INTO ledger_entries (user_id, number, kind, amount, balance_after, order_id, created_at)
    VALUES (?, ?, 'PAYMENT', -${PRICE}, ?, ?, ?)`);
  const settle = db.prepare(`
    UPDATE products SET stock = stock - 1, sold_quantity = sold_quantity + 1
    WHERE id = ? AND stock >= 1`);
  const payment = db.prepare(`
    INSERT INTO payments (order_id, user_id, amount, entry_number, lines_ordered, lines_settled,
      coupons_held, coupons_used, paid_at)
    VALUES (?, ?, ${PRICE}, ?, 1, 1, 0, 0, ?)`);
  const event = db.prepare(`
    INSERT INTO outbox_events (id, type, order_id, occurred_at, status, next_attempt_at)
    VALUES (?, 'order.paid', ?, ?, 'PENDING', ?)`);
  return (shopper: string, product: string) => {
    const id = randomUUID();
    const now = textOf(Date.now());
    begin.run();
    order.run(id, shopper, now, textOf(Date.now() + 15 * 60_000));
    line.run(id, product);
    commit.run();
    begin.run();
    claim.run(now, id, id, now);
    const [[balance, number] = []] = debit.all(shopper);
    entry.run(shopper, number, balance, id, now);
    settle.run(product);
    payment.run(id, shopper, number, now);
    event.run(randomUUID(), id, now, now);
    commit.run();
  };
}

/** A time as the shop stores it. */
const textOf = (ms: number): string => new Date(ms).toISOString().replace("Z", "+00:00");
