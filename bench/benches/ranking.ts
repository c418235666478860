import { createRuntime } from "@sunchak/api";
import { aggregateRanking, WINDOW_DELAY_MS, WINDOW_MS } from "@sunchak/core";
import { readEnv } from "@sunchak/env";
import type pg from "pg";
import { type Bench, type Options, POSTGRESQL } from "../src/bench.ts";
import { inTurns, type Measure, measureLoad, ownCpu } from "../src/measure.ts";
import { p95Below, type Row, ratioAtMost } from "../src/report.ts";
import { shopVariables, withConnection, withDatabases } from "../src/servers.ts";

const PRODUCTS = 10_000;
const LINES_AN_ORDER = 5;
/** How many times more orders lie outside the window than inside. */
const HISTORY = 10;
/** The time between two runs, in milliseconds. */
const STEP_MS = 10 * 60_000;
/** Time for so many runs is filled with orders after the first. */
const STEPS = 200;

export const ranking: Bench = {
  title:
    "aggregating the ranking ten minutes after the last time, beside the bare SQL, with and without a history ten times as long",
  databases: POSTGRESQL,
  run: (options) =>
    withDatabases(options.database, async (createDatabase) => {
      const url = await createDatabase("shop");
      const rows: Row[] = [];
      for (const lines of options.quick ? [5_000] : [10_000, 1_000_000, 10_000_000]) {
        rows.push(...(await measureRanking(url, lines, options)));
      }
      return rows;
    }),
};

async function measureRanking(url: string, lines: number, { say }: Options): Promise<Row[]> {
  const { deps, close } = createRuntime(readEnv("storefront", shopVariables(url)));
  const orders = lines / LINES_AN_ORDER;
  const begin = Date.now() - WINDOW_DELAY_MS - WINDOW_MS;
  let now = begin + WINDOW_DELAY_MS + WINDOW_MS;
  const clock = { now: () => new Date(now) };
  const runAfterAStep = () => {
    now += STEP_MS;
    return aggregateRanking({ ...deps, clock });
  };
  const rounds = lines > 1_000_000 ? 3 : 5;
  const calls = Math.min(10, Math.max(1, Math.round(10_000_000 / lines)));
  const measure = (sql: pg.Client) =>
    inTurns(rounds, {
      floor: () => {
        const windowEnd = new Date(now - WINDOW_DELAY_MS).toISOString().slice(0, -1);
        return measureLoad({ callers: 1, calls }, () => sql.query(bareSql, [windowEnd]));
      },
      ours: () => measureLoad({ callers: 1, calls, cpu: ownCpu }, runAfterAStep),
    });
  try {
    return await withConnection(url, async (sql) => {
      await empty(sql);
      say(`${lines} lines inside the window…`);
      const spanMs = WINDOW_MS + STEPS * STEP_MS;
      await fillOrders(sql, {
        count: Math.round((orders * spanMs) / WINDOW_MS),
        from: begin,
        spanMs,
      });
      const sumUp = async () => {
        const since = performance.now();
        await sql.query("TRUNCATE ranking_sums");
        await runAfterAStep();
        say(`Summed up for the first time in ${Math.round(performance.now() - since)} ms.`);
      };
      await sumUp();
      const alone = await measure(sql);
      say(`${lines * HISTORY} lines outside it…`);
      const from = begin - HISTORY * WINDOW_MS;
      await fillOrders(sql, { count: orders * HISTORY, from, spanMs: HISTORY * WINDOW_MS });
      await sumUp();
      const after = await measure(sql);
      const row = (what: string, ours: Measure, name: string, floor: Measure): Row => ({
        what: `${lines.toLocaleString("en")} lines${what}`,
        ours,
        floor: { name, ...floor },
        compared: "time",
      });
      const outside = " and ten times that outside";
      return [
        row("", alone.ours, "bare SQL", alone.floor),
        { ...row(outside, after.ours, "bare SQL", after.floor), target: p95Below(1_000) },
        {
          ...row(outside, after.ours, "without the history", alone.ours),
          target: ratioAtMost(1.2),
        },
      ];
    });
  } finally {
    await close();
  }
}

/** The obvious SQL. */
const bareSql = `
  SELECT l.product_id, SUM(l.quantity) AS sold, SUM(l.amount) AS revenue
  FROM orders o JOIN order_lines l ON l.order_id = o.id
  WHERE o.paid_at >= $1::timestamp - interval '72 hours' AND o.paid_at < $1::timestamp
    AND (o.refunded_at IS NULL OR o.refunded_at >= $1::timestamp)
  GROUP BY l.product_id ORDER BY sold DESC, revenue DESC, l.product_id LIMIT 20`;

/** Deletes everything but the products. */
async function empty(sql: pg.Client): Promise<void> {
  await sql.query("TRUNCATE products, orders, ranking_snapshots, ranking_lists CASCADE");
  // Foreign keys (checked by triggers) and indexes that no ranking uses would take most of the
  // time.
  await sql.query("SET session_replication_role = replica");
  const { rows } = await sql.query<{ name: string }>(`
    SELECT i.indexrelid::regclass::text AS name FROM pg_index i
    WHERE i.indrelid IN ('orders'::regclass, 'order_lines'::regclass) AND NOT indisprimary
      AND i.indexrelid::regclass::text NOT IN ('orders_paid_at_idx', 'orders_refunded_at_idx')`);
  for (const { name } of rows) await sql.query(`DROP INDEX ${name}`);
  await sql.query(`
    INSERT INTO products (id, name, name_en, description, description_en, category, price, images,
      search_name, initial_stock, stock, created_at, updated_at)
    SELECT ${productId("n")}, '도자기 머그', 'Ceramic mug', '', '', 'kitchen', 1000, '[]', '도자기 머그', 0, 0, now(), now()
    FROM generate_series(1, ${PRODUCTS}) n`);
}

/**
 * Paid orders, spread evenly over a time span that begins at `from`. One in a thousand is refunded.
 */
async function fillOrders(
  sql: pg.Client,
  { count, from, spanMs }: { count: number; from: number; spanMs: number },
): Promise<void> {
  const ms = `${from} + n::bigint * ${spanMs} / ${count}`;
  const at = `(to_timestamp((${ms}) / 1000.0) AT TIME ZONE 'UTC')`;
  const id = `encode(int8send(((${ms}) << 16) | 28672) || int8send(n | (1::bigint << 63)), 'hex')::uuid::text`;
  const refunded = "n % 1000 = 0";
  await sql.query(`
    INSERT INTO orders (id, user_id, status, order_number, subtotal, discount, total, created_at, expires_at, paid_at, refunded_at)
    SELECT ${id}, 'shopper', CASE WHEN ${refunded} THEN 'REFUNDED' ELSE 'PAID' END, n::text, 5000, 0, 5000,
      ${at}, ${at} + interval '15 minutes', ${at}, CASE WHEN ${refunded} THEN ${at} + interval '1 minute' END
    FROM generate_series(1, ${count}) n`);
  // A product with a higher number sells less. The five products of an order come from five
  // different tenths of the numbers.
  await sql.query(`
    INSERT INTO order_lines (order_id, product_id, position, name, name_en, unit_price, quantity, amount)
    SELECT ${id}, ${productId(`(1 + position + 5 * ((n::bigint * 7919 % 1000) * (n::bigint * 104729 % 1000) * ${PRODUCTS / 5} / 1000000))`)},
      position, '도자기 머그', 'Ceramic mug', 1000, 1 + n % 3, 1000 * (1 + n % 3)
    FROM generate_series(1, ${count}) n, generate_series(0, ${LINES_AN_ORDER - 1}) position`);
  await sql.query("VACUUM (ANALYZE) orders, order_lines");
}

const productId = (n: string) => `'01900000-0000-7000-9000-' || lpad((${n})::text, 12, '0')`;
