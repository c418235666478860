import { createRuntime } from "@sunchak/api";
import { payOrder, placeOrder } from "@sunchak/core";
import { openDatabase, type Provider, sqlitePathOf } from "@sunchak/db";
import { readEnv } from "@sunchak/env";
import { type Bench, BOTH, type Options } from "../src/bench.ts";
import { fillMarket, idOf, PRICE, PRODUCT, SHOPPER } from "../src/fill-market.ts";
import { expectStatus, measureHttp, requestBytes } from "../src/http.ts";
import { inTurns, type Measure, measureLoad, ownCpu } from "../src/measure.ts";
import { hasPgbench, measurePgbench } from "../src/pgbench.ts";
import { type Row, rateAtLeast, ratioAtLeast, type Target } from "../src/report.ts";
import { requireInvariants } from "../src/require-invariants.ts";
import {
  type CreateDatabase,
  shopVariables,
  startStorefront,
  withDatabases,
} from "../src/servers.ts";
import { startSink } from "../src/sink.ts";
import { measureSqliteFloor } from "../src/sqlite-floor.ts";

const CALLERS = 16;
const MARKET = { shoppers: 2_000, products: 500 };
const anyShopper = () => Math.floor(Math.random() * MARKET.shoppers);
const anyProduct = () => idOf(PRODUCT, Math.floor(Math.random() * MARKET.products));

/**
 * The writes of one purchase, statement by statement, in the shop's two transactions: the order,
 * then its payment. The shop's reads, for answers and refusals, are left out.
 */
const purchase = `
\\set shopper random(100000, ${100_000 + MARKET.shoppers - 1})
\\set product random(100000, ${100_000 + MARKET.products - 1})
BEGIN;
INSERT INTO orders (id, user_id, status, subtotal, discount, total, created_at, expires_at)
  VALUES (uuidv7()::text, '${SHOPPER}' || :shopper, 'PENDING', ${PRICE}, 0, ${PRICE}, now(), now() + interval '15 minutes')
  RETURNING id AS order_id \\gset
INSERT INTO order_lines (order_id, product_id, position, name, name_en, unit_price, quantity, amount)
  VALUES (:order_id, '${PRODUCT}' || :product, 0, '도자기 머그', 'Ceramic mug', ${PRICE}, 1, ${PRICE});
COMMIT;
BEGIN;
UPDATE orders SET status = 'PAID', paid_at = now(), order_number = to_char(now(), 'YYYYMMDD-') || right(id, 12)
  WHERE id = :order_id AND status = 'PENDING' AND expires_at > now();
UPDATE accounts SET balance = balance - ${PRICE}, entry_count = entry_count + 1
  WHERE user_id = '${SHOPPER}' || :shopper AND balance >= ${PRICE} RETURNING balance, entry_count \\gset
INSERT INTO ledger_entries (user_id, number, kind, amount, balance_after, order_id, created_at)
  VALUES ('${SHOPPER}' || :shopper, :entry_count, 'PAYMENT', -${PRICE}, :balance, :order_id, now());
UPDATE products SET stock = stock - 1, sold_quantity = sold_quantity + 1
  WHERE id = '${PRODUCT}' || :product AND stock >= 1;
INSERT INTO payments (order_id, user_id, amount, entry_number, lines_ordered, lines_settled, coupons_held, coupons_used, paid_at)
  VALUES (:order_id, '${SHOPPER}' || :shopper, ${PRICE}, :entry_count, 1, 1, 0, 0, (SELECT paid_at FROM orders WHERE id = :order_id));
INSERT INTO outbox_events (id, type, order_id, occurred_at, status, next_attempt_at)
  VALUES (uuidv7()::text, 'order.paid', :order_id, now(), 'PENDING', now());
COMMIT;
`;

/** The same writes without the shop, and what is wanted beside them. */
interface Comparison {
  name: string;
  /** Left out where this machine cannot measure it. */
  measure?: (url: string, seconds: number) => Promise<Measure>;
  service: Target;
  http: Target;
}

const comparisons: Record<Provider, Comparison> = {
  postgresql: {
    name: "pgbench",
    ...(hasPgbench() && {
      measure: (url, seconds) => measurePgbench(url, purchase, { clients: CALLERS, seconds }),
    }),
    service: ratioAtLeast(1),
    http: rateAtLeast(600),
  },
  sqlite: {
    name: "plain SQLite",
    measure: (url, seconds) => measureSqliteFloor(sqlitePathOf(url), { ...MARKET, seconds }),
    service: rateAtLeast(400),
    http: rateAtLeast(400),
  },
};

export const payment: Bench = {
  title: "an order and its payment, 16 at once, beside the same statements without the shop",
  databases: BOTH,
  run: (options) =>
    withDatabases(options.database, (createDatabase) => measurePayment(createDatabase, options)),
};

async function measurePayment(create: CreateDatabase, options: Options): Promise<Row[]> {
  const { quick, database, say } = options;
  const [rounds, seconds] = quick ? [1, 1] : [5, 8];
  const { name, measure, ...targets } = comparisons[database];
  const milliseconds = seconds * 1000;
  const url = await create("service");
  await fillMarket(url, MARKET);
  const { deps, close } = createRuntime(readEnv("storefront", shopVariables(url)));
  // Separate databases, because each shop exports all paid orders that it finds.
  const shop = await openShop(await create("http"));
  const paused = await openShop(await create("paused"), { delivery: "paused" });
  const { service, http, later, floor } = await inTurns(rounds, {
    floor: measure && (() => measure(url, seconds)),
    service: (round) => {
      say(`Round ${round} of ${rounds}…`);
      return measureLoad({ callers: CALLERS, milliseconds, cpu: ownCpu }, async () => {
        const userId = idOf(SHOPPER, anyShopper());
        const lines = [{ productId: anyProduct(), quantity: 1 }];
        const { orderId } = await placeOrder(deps, { userId, lines });
        await payOrder(deps, { id: orderId, userId });
      });
    },
    http: () => shop.buy(milliseconds),
    later: () => paused.buy(milliseconds),
  });
  await Promise.all([shop.close(), paused.close()]);
  await close();
  for (const each of [url, shop.databaseUrl, paused.databaseUrl]) await requireInvariants(each);
  const beside = {
    floor: floor && { name, ...floor },
    compared: "rate" as const,
    note: floor ? undefined : `${name} was not measured here`,
  };
  return [
    { what: "service", ours: service, ...beside, target: targets.service },
    { what: "two HTTP requests", ours: http, ...beside, target: targets.http },
    { what: "two HTTP requests, delivery paused", ours: later, ...beside },
  ];
}

/** Pauses the exports, as an admin can. */
async function pauseDelivery(url: string): Promise<void> {
  const db = openDatabase(url);
  await db.client.setting.create({
    data: { key: "exports.paused", value: "true", updatedAt: new Date() },
  });
  await db.close();
}

/** A storefront with signed-in shoppers, and a data platform that receives their orders. */
async function openShop(url: string, { delivery }: { delivery?: "paused" } = {}) {
  const bearers = await fillMarket(url, MARKET);
  if (delivery === "paused") await pauseDelivery(url);
  const platform = await startSink();
  const server = await startStorefront(url, {
    DATA_PLATFORM_URL: platform.url,
    // The round before stored another sink as the shop's destination.
    DATA_PLATFORM_CHANGE: "yes",
    DATA_PLATFORM_SECRET: "whsec_c3VuY2hhay1iZW5jaC1zaWduaW5nLXNlY3JldA==",
  });
  return {
    databaseUrl: url,
    buy: (milliseconds: number): Promise<Measure> =>
      measureHttp(server, { callers: CALLERS, milliseconds }, async (connection) => {
        const authorization = bearers[anyShopper()];
        const body = { lines: [{ productId: anyProduct(), quantity: 1 }] };
        const order = requestBytes("POST", "/api/v1/orders", { authorization, body });
        const placed = expectStatus(await connection.send(order), 201);
        const { orderId } = JSON.parse(placed.body.toString()) as { orderId: string };
        const path = `/api/v1/orders/${orderId}/payment`;
        expectStatus(await connection.send(requestBytes("POST", path, { authorization })), 200);
      }),
    async close() {
      await server.stop();
      platform.close();
    },
  };
}
