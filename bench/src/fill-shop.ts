import { deployMigrations } from "@sunchak/db/migrate";
import pg from "pg";
import { catalogueProduct, categories } from "./catalogue.ts";

export interface ShopSize {
  /** Spread over the days; at most ten per shopper. */
  orders: number;
  products: number;
  shoppers: number;
  /** How far back its orders go; 90 when left out. */
  days?: number;
}

const DAY_MS = 86_400_000;
/** The last one is open and has issued a coupon to every shopper. */
const CAMPAIGNS = 12;
const RANKINGS_A_DAY = 144;

/**
 * Fills an empty, migrated PostgreSQL with a shop that has a history, using generate_series. Every
 * invariant holds, ids sort by time as the domain's do, a few best sellers have half of the lines,
 * and orders, coupons and exports are in every possible state. The same size gives the same shop,
 * except for the times.
 */
export async function fillShop(url: string, size: ShopSize): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Foreign keys are checked by triggers, which this switches off; the rows are right by construction.
    await client.query("SET session_replication_role = replica");
    const rebuildIndexes = await dropIndexes(client);
    await storeCatalogue(client, size.products);
    for (const statement of statements(size, Date.now())) await client.query(statement);
    await rebuildIndexes();
    // Chains the coupons, and makes the entries of the search.
    await deployMigrations(url);
    await client.query("VACUUM (ANALYZE)");
    await client.query("CHECKPOINT");
  } finally {
    await client.end();
  }
}

/**
 * It is faster to build an index at the end than row by row. Primary keys stay, because their rows
 * come in order.
 */
async function dropIndexes(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; made: string }>(`
    SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE c.relnamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid)`);
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return async () => {
    for (const { made } of rows) await client.query(made);
  };
}

/** The names and texts of the products, for the statements, by number from 1 on. */
async function storeCatalogue(client: pg.Client, products: number): Promise<void> {
  await client.query(`CREATE TEMP TABLE catalogue (p bigint PRIMARY KEY, name text, "nameEn" text,
    "searchName" text, description text, "descriptionEn" text, category text)`);
  for (let begin = 1; begin <= products; begin += 10_000) {
    const count = Math.min(10_000, products + 1 - begin);
    const rows = Array.from({ length: count }, (_, i) => ({
      p: begin + i,
      ...catalogueProduct(begin + i),
    }));
    await client.query(
      "INSERT INTO catalogue SELECT * FROM json_populate_recordset(null::catalogue, $1)",
      [JSON.stringify(rows)],
    );
  }
  await client.query("ANALYZE catalogue");
}

function statements({ orders, products, shoppers, days = 90 }: ShopSize, now: number): string[] {
  const start = now - days * DAY_MS;
  const orderStep = Math.floor((now - start) / orders);
  const hot = Math.min(500, products >> 1);
  const time = (ms: string) => `(to_timestamp((${ms}) / 1000.0) AT TIME ZONE 'UTC')`;
  const even = (count: number) => `${start} + i::bigint * ${Math.floor((now - start) / count)}`;
  const productId = (p: string) => `pg_temp.uid(${start} - 1000000000 + ${p}, ${p})`;
  const price = (p: string) => `(1000 * (1 + (${p} * 37) % 40))`;
  const userId = (u: string) => `pg_temp.uid(${start} - 2000000000 + ${u}, ${u})`;
  const couponId = (c: string, u: string) =>
    `pg_temp.uid(${start} + (${c})::bigint * ${Math.floor((now - start) / (CAMPAIGNS + 1))} + ${u}, (${c}) * 10000000 + ${u})`;
  const campaignId = (c: string) => `pg_temp.uid(${start} - 500000000 + ${c}, ${c})`;
  const issuedTo = (c: string, u: string) => `(${c} = ${CAMPAIGNS} OR (${u} + ${c}) % 5 = 0)`;

  return [
    // A UUID of version 7 made of a time in milliseconds and a number.
    `CREATE FUNCTION pg_temp.uid(ms bigint, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
      SELECT encode(int8send((ms << 16) | 28672 | (n & 4095)) || int8send(n | (1::bigint << 63)), 'hex')::uuid::text $$`,

    `INSERT INTO users (id, name, search_name, email, role, created_at, updated_at)
      SELECT ${userId("i")}, name, name, 'shopper' || i || '@example.com', 'user',
        ${time(even(shoppers))}, ${time(even(shoppers))}
      FROM (SELECT i, (ARRAY['김', '이', '박', '최', '정'])[1 + i % 5]
          || (ARRAY['하늘', '도윤', '서연', '민재', '유나', '지호', '수아'])[1 + i % 7] || i AS name
        FROM generate_series(1, ${shoppers}) i) AS people`,
    `UPDATE users SET banned = true, ban_reason = '시험' WHERE email LIKE 'shopper%777@example.com'`,
    `INSERT INTO coupon_campaigns (id, name, name_en, search_name, discount_type, discount_value, min_order_amount,
        total_quantity, issued_count, opens_at, closes_at, valid_hours, created_at)
      SELECT ${campaignId("c")}, '선착순 쿠폰 ' || c, 'First-come coupon ' || c,
        '선착순 쿠폰 ' || c || E'\\nfirst-come coupon ' || c, 'FIXED', 1000, 0,
        ${shoppers} + 1000, 0, ${time(`${start} + (c::bigint * ${now - start}) / ${CAMPAIGNS + 1}`)},
        CASE WHEN c = ${CAMPAIGNS} THEN ${time(`${now + 30 * DAY_MS}`)} ELSE ${time(`${start} + ((c + 1)::bigint * ${now - start}) / ${CAMPAIGNS + 1}`)} END,
        720, ${time(String(start))}
      FROM generate_series(1, ${CAMPAIGNS}) c`,

    // the status and coupon of every order, its lines, and their total
    `CREATE TEMP TABLE planned AS
      SELECT *, pg_temp.uid(ms, i) AS id, ${userId("u")} AS user_id,
        CASE WHEN status IN ('PAID', 'REFUNDED') THEN ms + 30000 + i % 60000 END AS paid_ms,
        CASE WHEN status = 'REFUNDED' THEN ms + 100000 + (i % 72)::bigint * 3600000 END AS refunded_ms,
        CASE WHEN status IN ('PAID', 'REFUNDED') AND i % 4 = 0 AND ${issuedTo("c", "u")}
          THEN ${couponId("c", "u")} END AS coupon_id
      FROM (
        SELECT i, 1 + (i::bigint * 7919) % ${shoppers} AS u, 1 + i / ${shoppers} AS c,
          ${start} + i::bigint * ${orderStep} - 120000 AS ms,
          CASE WHEN i > ${orders} - 40 AND i % 2 = 1 THEN 'PENDING'
            WHEN i % 200 = 0 AND ${start} + i::bigint * ${orderStep} < ${now - 4 * DAY_MS} THEN 'REFUNDED'
            WHEN i % 50 = 1 THEN 'CANCELLED' WHEN i % 20 = 3 THEN 'EXPIRED' ELSE 'PAID' END AS status
        FROM generate_series(1, ${orders}) i
      ) AS placed`,
    `INSERT INTO order_lines (order_id, product_id, position, name, name_en, unit_price, quantity, amount)
      SELECT id, ${productId("p")}, position, name, "nameEn", ${price("p")}, quantity, ${price("p")} * quantity
      FROM (
        SELECT id, i, position, 1 + (i + position) % 3 AS quantity,
          CASE position WHEN 0 THEN 1 + (i::bigint * 31 % 1000) * (i::bigint * 31 % 1000) * ${hot} / 1000000
            ELSE ${hot + 1} + (i::bigint * 7 + position * 13) % ${products - hot} END AS p
        FROM planned, LATERAL generate_series(0, i % 3) AS position
      ) AS lines JOIN catalogue USING (p) ORDER BY id, p`,
    `INSERT INTO orders (id, user_id, status, order_number, subtotal, discount, total, issued_coupon_id,
        created_at, expires_at, paid_at, closed_at, refunded_at)
      SELECT id, user_id, status,
        CASE WHEN paid_ms IS NOT NULL THEN to_char(${time("paid_ms")} + interval '9 hours', 'YYYYMMDD')
          || '-' || translate(upper(lpad(to_hex(i), 8, '0')), '01', 'ZY') END,
        amount, discount, amount - discount, coupon_id,
        ${time("ms")}, ${time("ms + 900000")}, ${time("paid_ms")},
        CASE WHEN status IN ('CANCELLED', 'EXPIRED') THEN ${time("ms + 900000")} END, ${time("refunded_ms")}
      FROM (
        SELECT *, CASE WHEN coupon_id IS NULL THEN 0 ELSE 1000 END AS discount FROM planned
        JOIN (SELECT order_id, SUM(amount) AS amount FROM order_lines GROUP BY order_id) AS sums ON order_id = id
      ) AS priced ORDER BY id`,
    `INSERT INTO issued_coupons (id, campaign_id, user_id, issued_at, expires_at, used_at)
      SELECT ${couponId("c", "u")}, ${campaignId("c")}, ${userId("u")}, issued, issued + interval '30 days', o.paid_at
      FROM generate_series(1, ${CAMPAIGNS}) c CROSS JOIN generate_series(1, ${shoppers}) u
        CROSS JOIN LATERAL (SELECT ${time(`${start} + c::bigint * ${Math.floor((now - start) / (CAMPAIGNS + 1))} + u`)} AS issued) AS at
        LEFT JOIN orders o ON o.issued_coupon_id = ${couponId("c", "u")} AND o.status = 'PAID'
      WHERE ${issuedTo("c", "u")}`,
    `UPDATE coupon_campaigns c SET issued_count = n FROM (
        SELECT campaign_id, COUNT(*) AS n FROM issued_coupons GROUP BY campaign_id
      ) AS issued WHERE campaign_id = c.id`,
    `INSERT INTO coupon_refusals (campaign_id, reason, count)
      SELECT ${campaignId("c")}, reason, 1000 + c FROM generate_series(1, ${CAMPAIGNS}) c,
        unnest(ARRAY['COUPON_BUSY', 'COUPON_ALREADY_ISSUED', 'COUPON_NOT_OPEN']) reason`,

    // top-ups come first and cover what was spent
    `INSERT INTO ledger_entries (user_id, number, kind, amount, balance_after, order_id, created_at)
      SELECT user_id, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY ms, kind, order_id), kind, amount,
        SUM(amount) OVER (PARTITION BY user_id ORDER BY ms, kind, order_id ROWS UNBOUNDED PRECEDING),
        order_id, ${time("ms")}
      FROM (
        SELECT ${userId("u")} AS user_id, ${start - DAY_MS} + n AS ms, 'CHARGE' AS kind,
          1000000 AS amount, NULL::text AS order_id
        FROM generate_series(1, ${shoppers}) u LEFT JOIN (
          SELECT user_id, SUM(total) AS spent FROM orders WHERE paid_at IS NOT NULL GROUP BY user_id
        ) AS spending ON user_id = ${userId("u")}, LATERAL generate_series(0, (COALESCE(spent, 0) / 1000000)::int) n
        UNION ALL SELECT o.user_id, paid_ms, 'PAYMENT', -total, o.id
          FROM planned p JOIN orders o USING (id) WHERE paid_ms IS NOT NULL AND total > 0
        UNION ALL SELECT o.user_id, refunded_ms, 'REFUND', total, o.id
          FROM planned p JOIN orders o USING (id) WHERE refunded_ms IS NOT NULL AND total > 0
      ) AS movements`,
    `INSERT INTO accounts (user_id, balance, entry_count)
      SELECT user_id, SUM(amount), COUNT(*) FROM ledger_entries GROUP BY user_id`,
    `INSERT INTO payments (order_id, user_id, amount, entry_number, lines_ordered, lines_settled,
        coupons_held, coupons_used, paid_at)
      SELECT o.id, o.user_id, o.total, e.number, 1 + i % 3, 1 + i % 3,
        (o.issued_coupon_id IS NOT NULL)::int, (o.issued_coupon_id IS NOT NULL)::int, o.paid_at
      FROM orders o JOIN planned p USING (id)
        LEFT JOIN ledger_entries e ON e.order_id = o.id AND e.kind = 'PAYMENT'
      WHERE o.paid_at IS NOT NULL ORDER BY o.id`,
    `INSERT INTO refunds (order_id, user_id, amount, entry_number, lines_ordered, lines_restocked, reason, refunded_at)
      SELECT o.id, o.user_id, o.total, e.number, 1 + i % 3, 1 + i % 3, '변심', o.refunded_at
      FROM orders o JOIN planned p USING (id)
        LEFT JOIN ledger_entries e ON e.order_id = o.id AND e.kind = 'REFUND'
      WHERE o.refunded_at IS NOT NULL`,

    `INSERT INTO outbox_events (id, type, order_id, occurred_at, status, attempts, next_attempt_at, delivered_at, last_error)
      SELECT pg_temp.uid(ms, i), type, id, at, status, CASE status WHEN 'DEAD' THEN 10 WHEN 'PENDING' THEN 0 ELSE 1 END,
        at, CASE WHEN status = 'DELIVERED' THEN at + interval '1 second' END,
        CASE WHEN status = 'DEAD' THEN 'HTTP 503' END
      FROM (
        SELECT i, id, 'order.paid' AS type, paid_ms AS ms, ${time("paid_ms")} AS at,
          CASE WHEN i % ${Math.ceil(orders / 60)} = 4 THEN 'DEAD'
            WHEN i > ${orders} - 30 THEN 'PENDING' ELSE 'DELIVERED' END AS status
        FROM planned WHERE paid_ms IS NOT NULL
        UNION ALL SELECT i + 100000000, id, 'order.refunded', refunded_ms, ${time("refunded_ms")}, 'DELIVERED'
        FROM planned WHERE refunded_ms IS NOT NULL
      ) AS events ORDER BY ms`,
    `INSERT INTO export_attempts (id, event_id, number, started_at, ended_at, response_status, response, error)
      SELECT 'a' || id, id, 1, occurred_at, occurred_at + interval '1 second',
        CASE WHEN status = 'DEAD' THEN 503 ELSE 200 END, 'ok', last_error
      FROM outbox_events WHERE status <> 'PENDING'`,
    `INSERT INTO export_samples (at, waiting, dead, lag_seconds)
      SELECT date_trunc('minute', ${time(`${start} + i::bigint * 60000`)}), i % 20, 60, i % 9
      FROM generate_series(0, ${days * 24 * 60 - 1}) i`,

    `CREATE TEMP TABLE sold AS
      SELECT product_id, SUM(quantity) AS sold,
        SUM(CASE WHEN status = 'REFUNDED' THEN quantity ELSE 0 END) AS refunded
      FROM order_lines JOIN orders o ON o.id = order_id WHERE paid_at IS NOT NULL GROUP BY product_id`,
    `INSERT INTO categories (slug, name, name_en, created_at)
      SELECT *, ${time(String(start))} FROM (VALUES ${categories.map((names) => `('${names.join("', '")}')`).join()}) AS c`,
    `INSERT INTO products (id, name, name_en, description, description_en, category, price, images,
        search_name, initial_stock, stock, sold_quantity, archived_at, created_at, updated_at)
      SELECT ${productId("i")}, name, "nameEn", description, "descriptionEn", category,
        ${price("i")}, '["/products/enamel-mug.svg"]', "searchName",
        100000 + i % 150 + COALESCE(sold, 0) - COALESCE(refunded, 0),
        CASE WHEN i % 150 < 10 THEN i % 150 ELSE 100000 + i % 150 END,
        COALESCE(sold, 0), CASE WHEN i % 47 = 0 THEN ${time(String(now - DAY_MS))} END,
        ${time(even(products))}, ${time(even(products))}
      FROM (SELECT p AS i, * FROM catalogue) AS c LEFT JOIN sold ON product_id = ${productId("i")}`,
    `INSERT INTO stock_adjustments (id, product_id, quantity, reason, created_at)
      SELECT pg_temp.uid(${even(products)}, i), ${productId("i")}, -100000, '재고 실사', ${time(even(products))}
      FROM generate_series(1, ${products}) i WHERE i % 150 < 10`,

    `INSERT INTO audit_entries (id, at, actor_id, action, subject_type, subject_id, before, after)
      SELECT pg_temp.uid(${even(orders)}, i), ${time(even(orders))}, ${userId("1 + i % 3")},
        (ARRAY['product.update', 'campaign.pause', 'order.refund'])[1 + i % 3],
        (ARRAY['product', 'campaign', 'order'])[1 + i % 3], ${productId("1 + i % 1000")}, '{"price":1000}', '{"price":2000}'
      FROM generate_series(1, ${orders}) i WHERE i % 5 = 0`,
    `INSERT INTO ranking_snapshots (id, window_start, window_end, aggregated_at, depth)
      SELECT pg_temp.uid(ms, i), ${time(`ms - ${3 * DAY_MS}`)}, ${time("ms")}, ${time("ms + 30000")}, 20
      FROM (SELECT i, ${start} + i::bigint * ${DAY_MS / RANKINGS_A_DAY} AS ms
        FROM generate_series(1, ${(days - 1) * RANKINGS_A_DAY}) i) AS runs`,
    `INSERT INTO ranking_entries (snapshot_id, rank, product_id, name, name_en, price, sold_quantity, revenue)
      SELECT id, p, ${productId("p")}, name, "nameEn", ${price("p")}, 1000 - p, 1000000
      FROM ranking_snapshots, catalogue WHERE p <= 20`,
    "DROP TABLE planned, sold, catalogue",
  ];
}
