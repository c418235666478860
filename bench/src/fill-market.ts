import type pg from "pg";

/** An id of {@link fillMarket} is one of these and six digits, from 100000 on. */
export const SHOPPER = "01900000-0000-7000-8000-000000";
export const PRODUCT = "01900000-0000-7000-9000-000000";
export const idOf = (prefix: string, n: number) => `${prefix}${100_000 + n}`;

/** The price of every product and the balance of every shopper, in won. */
export const PRICE = 1_000;
const BALANCE = 10_000_000;

/** Fills an empty shop with shoppers who have money and products that never sell out. */
export async function fillMarket(
  client: pg.Client,
  { shoppers, products }: { shoppers: number; products: number },
): Promise<void> {
  await client.query(`INSERT INTO users (id, name, email)
    SELECT '${SHOPPER}' || n, '장보미', 'shopper' || n || '@example.com'
    FROM generate_series(100000, ${100_000 + shoppers - 1}) n`);
  await client.query(
    `INSERT INTO accounts (user_id, balance, entry_count) SELECT id, ${BALANCE}, 1 FROM users`,
  );
  await client.query(`INSERT INTO ledger_entries (user_id, number, kind, amount, balance_after, created_at)
    SELECT user_id, 1, 'CHARGE', balance, balance, now() FROM accounts`);
  await client.query(`INSERT INTO products (id, name, name_en, description, description_en, category,
      price, images, search_name, initial_stock, stock, created_at, updated_at)
    SELECT '${PRODUCT}' || n, '도자기 머그', 'Ceramic mug', '', '', 'kitchen', ${PRICE}, '[]', '도자기 머그',
      100000000, 100000000, now(), now()
    FROM generate_series(100000, ${100_000 + products - 1}) n`);
  await client.query("VACUUM (ANALYZE)");
}
