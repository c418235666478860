import type { Transaction } from "@sunchak/db";
import {
  createTestDatabase,
  expectInvariants,
  makeCoupon,
  makeOrder,
  makeProduct,
  makeShopper,
  testDeps,
  times,
} from "@sunchak/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { placeOrder } from "../order/place-order.ts";
import { payOrder } from "./pay-order.ts";
import { paymentTables } from "./payment-tables.fixture.ts";

// Row locks and snapshots around the one statement. SQLite has neither.
describe("a payment on postgresql", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let deps: ReturnType<typeof testDeps>;
  let userId: string;
  /** In the order of their ids. */
  let productIds: string[];
  let issuedCouponId: string;
  /** An order with the products in the opposite order, and the coupon. */
  let id: string;

  beforeAll(async () => {
    database = await createTestDatabase("postgresql");
  });
  afterAll(() => database.drop());

  beforeEach(async () => {
    deps = testDeps(database.db);
    userId = await makeShopper(deps, { balance: 100_000 });
    productIds = await Promise.all(times(2, () => makeProduct(deps, { price: 20_000, stock: 5 })));
    productIds.sort();
    issuedCouponId = await makeCoupon(deps, userId);
    const lines = productIds.toReversed().map((productId) => ({ productId, quantity: 2 }));
    id = (await placeOrder(deps, { userId, lines, issuedCouponId })).orderId;
  });

  const rows = () => [
    { name: "order", table: "orders", key: "id", value: id },
    { name: "account", table: "accounts", key: "user_id", value: userId },
    { name: "first product", table: "products", key: "id", value: productIds[0] },
    { name: "second product", table: "products", key: "id", value: productIds[1] },
    { name: "coupon", table: "issued_coupons", key: "id", value: issuedCouponId },
  ];

  const rowOf = (name: string) => rows().find((row) => row.name === name) ?? expect.fail(name);

  /**
   * Pays while another transaction holds the effects of `first`. That transaction commits after
   * `meanwhile`.
   */
  const payBehind = async (
    first: (tx: Transaction) => Promise<unknown>,
    meanwhile: (waiting: number) => Promise<unknown> = async () => {},
  ) => {
    let payment: Promise<unknown> | undefined;
    const hold = async (tx: Transaction) => {
      await first(tx);
      payment = payOrder(deps, { id, userId, idempotencyKey: "k" }).then(
        (paid) => paid.status,
        (error) => error.code ?? error.name,
      );
      await meanwhile(await untilOneWaits());
    };
    await deps.db.client.$transaction(hold, { timeout: 30_000, maxWait: 30_000 });
    return payment;
  };

  /** The process id of the connection that waits for a lock. */
  const untilOneWaits = () =>
    vi.waitUntil(
      async () => {
        const [waiting] = await deps.db.client.$queryRaw<{ pid: number }[]>`
          SELECT pid FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        return waiting?.pid;
      },
      { interval: 5, timeout: 20_000 },
    );

  const lock = (tx: Pick<Transaction, "$queryRawUnsafe">, row: ReturnType<typeof rows>[number]) =>
    tx.$queryRawUnsafe(
      `SELECT 1 AS locked FROM ${row.table} WHERE ${row.key} = $1 FOR UPDATE NOWAIT`,
      row.value,
    );

  it.each(["account", "first product", "second product", "coupon"])(
    "waits for the %s with all before it locked and nothing after it",
    async (name) => {
      const held = rows().findIndex((row) => row.name === name);
      const locked: string[] = [];
      const status = await payBehind(
        async (tx) => lock(tx, rowOf(name)),
        async () => {
          for (const [i, row] of rows().entries()) {
            if (i === held) continue;
            await lock(deps.db.client, row).catch(() => locked.push(row.name));
          }
        },
      );
      const before = rows().slice(0, held);
      expect(locked).toEqual(before.map((row) => row.name));
      expect(status).toBe("PAID");
      await expectInvariants(deps);
    },
  );

  it.each([
    {
      row: "order",
      change: "status = 'CANCELLED', closed_at = now()",
      code: "ORDER_NOT_PAYABLE",
      undo: "status = 'PENDING', closed_at = NULL",
    },
    {
      row: "account",
      change: "balance = 76999",
      code: "INSUFFICIENT_BALANCE",
      undo: "balance = 100000",
    },
    { row: "second product", change: "stock = 1", code: "OUT_OF_STOCK", undo: "stock = 5" },
    { row: "coupon", change: "used_at = now()", code: "COUPON_NOT_USABLE", undo: "used_at = NULL" },
  ])(
    "sees what another does to the $row while it waits: $code",
    async ({ row, change, code, undo }) => {
      const { table, key, value } = rowOf(row);
      const update = (tx: Pick<Transaction, "$executeRawUnsafe">, assignment: string) =>
        tx.$executeRawUnsafe(`UPDATE ${table} SET ${assignment} WHERE ${key} = $1`, value);
      const before = await paymentTables(deps);
      expect(await payBehind((tx) => update(tx, change))).toBe(code);
      await update(deps.db.client, undo);
      expect(await paymentTables(deps)).toEqual(before);
      expect(deps.relayed).toEqual([]);
    },
  );

  it("a sold-out product refuses at once, though somebody holds its row", async () => {
    const productId = await makeProduct(deps, { price: 1, stock: 1 });
    const order = { userId, id: await makeOrder(deps, { userId, productId }) };
    await payOrder(deps, { id: await makeOrder(deps, { userId, productId }), userId });
    await deps.db.client.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 AS held FROM products WHERE id = ${productId} FOR UPDATE`;
      await expect(payOrder(deps, order)).rejects.toMatchObject({ code: "OUT_OF_STOCK" });
    });
  });

  it.each(["pg_cancel_backend", "pg_terminate_backend"])(
    "%s in the middle of a payment leaves nothing and says so, and it can be paid again",
    async (end) => {
      const before = await paymentTables(deps);
      const failure = await payBehind(
        (tx) => lock(tx, rowOf("second product")),
        (waiting) => deps.db.client.$queryRawUnsafe(`SELECT ${end}($1::int)`, waiting),
      );
      expect(failure).toBe("DatabaseUnavailable");
      expect(await paymentTables(deps)).toEqual(before);
      expect(deps.relayed).toEqual([]);
      await payOrder(deps, { id, userId, idempotencyKey: "k" });
      await expectInvariants(deps);
    },
  );
});
