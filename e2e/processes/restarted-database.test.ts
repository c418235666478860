import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { systemClock } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { deployMigrations } from "@sunchak/db/migrate";
import {
  expectInvariants,
  makeProduct,
  type PostgresqlServer,
  startPostgresql,
  testDeps,
} from "@sunchak/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningApp, startApp } from "../start-app.ts";
import { type Answer, type Customer, makeCustomers, post } from "./customers.ts";

/** A request without an answer after this time counts as hanging. */
const PATIENCE_MS = 20_000;

let server: PostgresqlServer;
let storefront: RunningApp;

beforeAll(async () => {
  server = await startPostgresql();
  await server.createDatabase("shop");
  await deployMigrations(server.urlOf("shop"));
  storefront = await startApp("storefront", {
    DATABASE_URL: server.urlOf("shop"),
    LOG_LEVEL: "silent",
  });
});

afterAll(async () => {
  await storefront?.stop();
  await server?.stop();
});

test("a restart of PostgreSQL under load fails requests with clear errors, and the pool recovers by itself", async () => {
  const db = openDatabase(server.urlOf("shop"));
  const deps = testDeps(db, { clock: systemClock });
  const productId = await makeProduct(deps, { stock: 1_000_000, price: 1_000 });
  const customers = await makeCustomers(deps, 16, 1_000_000);
  await db.close();

  let printed = "";
  storefront.child.stderr?.on("data", (chunk) => {
    printed += chunk;
  });
  const answers: Answer[] = [];
  const closing = new AbortController();
  const buy = async (customer: Customer) => {
    const body = { lines: [{ productId, quantity: 1 }] };
    const placed = await post(storefront.url, customer, "/orders", { body, key: randomUUID() });
    answers.push(placed);
    if (placed.status !== 201) return pause(50);
    const path = `/orders/${placed.body.orderId}/payment`;
    answers.push(await post(storefront.url, customer, path, { key: randomUUID() }));
  };
  const shopping = customers.map(async (customer) => {
    while (!closing.signal.aborted) {
      await Promise.race([
        buy(customer),
        pause(PATIENCE_MS, undefined, { ref: false }).then(() => {
          throw new Error("a request hangs");
        }),
      ]);
    }
  });
  const paid = () => answers.filter(({ body }) => body.status === "PAID" && body.paidAt);
  const expectMorePaid = (than: number) =>
    expect.poll(() => paid().length, { timeout: 60_000 }).toBeGreaterThan(than + 50);

  for (const _restart of [1, 2, 3]) {
    await Promise.race([Promise.all(shopping), expectMorePaid(paid().length)]);
    await server.restart();
  }
  await Promise.race([Promise.all(shopping), expectMorePaid(paid().length)]);
  closing.abort();
  await Promise.all(shopping);

  expect(printed).not.toContain("uncaught");
  const failed = answers.filter(({ status }) => status >= 500);
  const said = new Set(failed.map(({ outcome }) => outcome));
  said.delete("503 OUTCOME_UNKNOWN");
  expect([...said]).toEqual(["503 TEMPORARILY_UNAVAILABLE"]);
  for (const { retryAfterSeconds } of failed) expect(retryAfterSeconds).toBeGreaterThan(0);
  const after = openDatabase(server.urlOf("shop"));
  const orders = await after.client.order.findMany({ where: { status: "PAID" } });
  const stored = new Set(orders.map(({ orderNumber }) => orderNumber));
  expect(paid().filter(({ body }) => !stored.has(body.orderNumber))).toEqual([]);
  await expectInvariants({ ...deps, db: after });
  await after.close();
});
