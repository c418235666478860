import { type Database, openDatabase } from "@sunchak/db";
import { createTestDatabase, TestClock, times } from "@sunchak/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkInvariants } from "../invariants/check-invariants.ts";
import { aggregateRanking } from "./aggregate-ranking.ts";
import { listKinds } from "./make-lists.ts";
import { idOf, type Order, PRODUCTS, plainList, type Shop } from "./plain-ranking.fixture.ts";
import { rankingDays } from "./schema.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How far a clock may be behind, or step back, for the next run to be exact. */
const BEHIND_MS = 9 * MINUTE;

type Command =
  | { do: "sell"; product: number; quantity: number; price: number; lag: number }
  | { do: "refund"; order: number; lag: number }
  | { do: "wait"; ms: number }
  | { do: "archive" | "move"; product: number }
  | { do: "forget"; what: "sums" | "some slices" }
  | { do: "run"; how: "alone" | "twice" | "killed" | "stopped" };

const product = fc.nat(PRODUCTS - 1);
const quantity = fc.integer({ min: 1, max: 4 });
const price = fc.constantFrom(1_000, 1_500, 2_000);
/** The ages at which a window, or the one before it, begins or ends; in days. */
const edges = [0, 1, 2, 3, 6, 7, 14, 30, 60];
/** Ages near the edges of the windows, of the unsettled part, and anywhere. */
const age = fc.oneof(
  fc
    .tuple(fc.constantFrom(...edges), fc.integer({ min: -2, max: 2 }))
    .map(([days, ms]) => days * DAY + 30 * SECOND + ms),
  fc.integer({ min: 0, max: 62 * DAY }),
  fc.integer({ min: 0, max: 15 * MINUTE }),
);
/** How long before its commit a time was taken; negative for a clock that is ahead. */
const lag = fc.oneof(
  fc.constantFrom(0, 1, 30 * SECOND, BEHIND_MS),
  fc.integer({ min: -10 * MINUTE, max: BEHIND_MS }),
);
const wait = fc.oneof(
  fc.constantFrom(1, 30 * SECOND, 10 * MINUTE, DAY, 2 * DAY, 3 * DAY + 1, 8 * DAY),
  fc.constantFrom(-10 * MINUTE, -HOUR, -3 * HOUR, 3 * HOUR, HOUR),
  fc.integer({ min: -5 * MINUTE, max: DAY }),
  fc.integer({ min: -6 * HOUR, max: 6 * HOUR }),
);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ do: fc.constant("sell"), product, quantity, price, lag }),
  fc.record({ do: fc.constant("refund"), order: fc.nat(50), lag }),
  fc.record({ do: fc.constant("wait"), ms: wait }),
  fc.record({ do: fc.constantFrom("archive", "move"), product }),
  fc.record({ do: fc.constant("forget"), what: fc.constantFrom("sums", "some slices") }),
  fc.record({
    do: fc.constant("run"),
    how: fc.constantFrom("alone", "twice", "killed", "stopped"),
  }),
) as fc.Arbitrary<Command>;
const history = fc.array(
  fc.record({
    product,
    quantity,
    price,
    age,
    refundedAfter: fc.option(fc.oneof(age, fc.constant(-1))),
  }),
  { maxLength: 25 },
);

const run: Command = { do: "run", how: "alone" };

/** Orders paid exactly at the first run's edges, and refunded after it. */
const refundsAtEdges = [
  edges.map((days, n) => ({
    product: n % PRODUCTS,
    quantity: 1 + (n % 4),
    price: 1_000,
    age: days * DAY + 30 * SECOND,
    refundedAfter: null,
  })),
  [
    run,
    ...edges.map((_, order): Command => ({ do: "refund", order, lag: 0 })),
    { do: "wait", ms: 11 * MINUTE },
    run,
  ],
] satisfies [unknown, Command[]];

/** A clock goes three hours too fast and is put right; then a slow process is paid. */
const clockPutRight = [
  [],
  [
    run,
    ...times(18, (): Command[] => [{ do: "wait", ms: 10 * MINUTE }, run]).flat(),
    { do: "wait", ms: -3 * HOUR },
    { do: "sell", product: 0, quantity: 1, price: 1_000, lag: BEHIND_MS },
    run,
    { do: "wait", ms: DAY },
    run,
  ],
] satisfies [unknown, Command[]];

/** A clock goes a quarter of an hour too fast and is put right; then a product is sold. */
const clockNearlyRight = [
  [],
  [
    run,
    { do: "wait", ms: 15 * MINUTE },
    run,
    { do: "wait", ms: -15 * MINUTE },
    { do: "sell", product: 0, quantity: 1, price: 1_000, lag: 0 },
    { do: "wait", ms: 9 * MINUTE },
    run,
    { do: "wait", ms: DAY },
    run,
  ],
] satisfies [unknown, Command[]];

describe.each(["sqlite", "postgresql"] as const)("on %s", (provider) => {
  let db: Database;
  let second: Database;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const made = await createTestDatabase(provider);
    db = made.db;
    second = openDatabase(made.url);
    drop = made.drop;
    await db.client.user.create({
      data: { id: "shopper", name: "장보미", email: "shopper@example.com" },
    });
  });
  afterAll(async () => {
    await second?.close();
    await drop?.();
  });

  const at = (ms: number) => new Date(ms);
  let numbers = 0;

  async function store({ product: each, quantity: pieces, price: won, paidAt, refundedAt }: Order) {
    const id = `order-${++numbers}`;
    const total = pieces * won;
    await db.client.order.create({
      data: {
        id,
        userId: "shopper",
        status: refundedAt === null ? "PAID" : "REFUNDED",
        orderNumber: id,
        subtotal: total,
        discount: 0,
        total,
        createdAt: at(paidAt),
        expiresAt: at(paidAt),
        paidAt: at(paidAt),
        refundedAt: refundedAt === null ? null : at(refundedAt),
      },
    });
    const line = { orderId: id, productId: idOf(each), position: 0, name: "컵", nameEn: "Cup" };
    await db.client.orderLine.create({
      data: { ...line, unitPrice: won, quantity: pieces, amount: total },
    });
    return id;
  }

  async function beginShop(): Promise<Shop> {
    const { client } = db;
    await client.rankingSum.deleteMany();
    await client.rankingSlice.deleteMany();
    await client.rankingList.deleteMany();
    await client.rankingSnapshot.deleteMany();
    await client.orderLine.deleteMany();
    await client.order.deleteMany();
    await client.product.deleteMany();
    const then = new Date(0);
    await client.product.createMany({
      data: times(PRODUCTS, (each) => ({
        id: idOf(each),
        name: "컵",
        nameEn: "Cup",
        description: "",
        descriptionEn: "",
        category: "kitchen",
        price: 1_000,
        images: [],
        searchName: "",
        initialStock: 0,
        stock: 0,
        createdAt: then,
        updatedAt: then,
      })),
    });
    return {
      categories: times(PRODUCTS, () => "kitchen"),
      archived: times(PRODUCTS, () => false),
    };
  }

  /** Fails as if the process were killed before its commit. */
  const killed = (): Database => ({
    ...db,
    transaction: (work) =>
      db.transaction(async (tx) => {
        await work(tx);
        throw new Error("killed");
      }),
  });

  it("stores what a plain count finds, whatever was sold, refunded and run before", async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.array(command, { maxLength: 25 }), async (past, commands) => {
        const shop = await beginShop();
        const clock = new TestClock();
        const ids: string[] = [];
        const orders: Order[] = [];
        const now = () => clock.now().getTime();
        const findRun = async () => {
          const row = await db.client.rankingSum.findUnique({ where: { name: "current" } });
          if (!row) return null;
          const isAhead = row.windowEnd.getTime() > now() + MINUTE;
          return { isAhead, at: row.windowEnd.getTime() + 30 * SECOND };
        };
        /**
         * The latest time of a run: what is written later is at most so much older, unless the clock
         * was put back since, and the next run counts anew.
         */
        let latestRun = 0;
        /** For how long there was no run. */
        let waited = 0;
        const earliest = async (ms: number) =>
          (await findRun())?.isAhead ? ms : Math.max(ms, latestRun - BEHIND_MS);
        const put = async (order: Order) => {
          ids.push(await store(order));
          orders.push(order);
        };
        for (const { age: ms, refundedAfter, ...order } of past) {
          const paidAt = now() - ms;
          const refundedAt =
            refundedAfter === null ? null : Math.min(now(), paidAt + refundedAfter);
          await put({ ...order, paidAt, refundedAt });
        }
        /** @returns whether another window is stored than before. */
        const run = async (how: "alone" | "twice" | "killed" | "stopped") => {
          const before = await findRun();
          const isOther = !before || before.isAhead || now() > latestRun;
          const one = { db, clock };
          const two = { db: second, clock: new TestClock(new Date(now() - SECOND)) };
          if (how === "killed") {
            await aggregateRanking({ db: killed(), clock }).catch(() => {});
          } else if (how === "stopped") {
            await aggregateRanking(one, { signal: AbortSignal.abort() });
          } else {
            await Promise.all([aggregateRanking(one), how === "twice" && aggregateRanking(two)]);
            if (isOther) latestRun = now();
            waited = 0;
            return isOther;
          }
          const after = await findRun();
          if (!before?.isAhead) latestRun = Math.max(latestRun, now());
          else if (after && !after.isAhead) latestRun = after.at;
          return false;
        };
        const check = async () => {
          const rows = await db.client.rankingList.findMany();
          const sums = await db.client.rankingSum.findUnique({ where: { name: "current" } });
          const end = sums?.windowEnd.getTime() ?? 0;
          expect(end).toBe(latestRun - 30 * SECOND);
          for (const days of rankingDays) {
            for (const kind of listKinds) {
              for (const category of ["", "kitchen", "bath"]) {
                const row = rows.find(
                  (each) => each.days === days && each.kind === kind && each.category === category,
                );
                const plain = plainList(orders, shop, { end, days, category, kind });
                expect([days, kind, category, row?.entries ?? []]).toEqual([
                  days,
                  kind,
                  category,
                  plain,
                ]);
                if (category === "") expect(row?.windowEnd.getTime()).toBe(end);
              }
            }
          }
          const reports = await checkInvariants(db, { maxBalance: 0 });
          expect(reports.find(({ number }) => number === 7)?.rows).toEqual([]);
        };
        for (const each of [...commands, { do: "wait", ms: 10 * MINUTE } as const]) {
          if (each.do === "wait") {
            // A run comes every ten minutes; a clock may be ahead by one of them unnoticed.
            const isDue = each.ms > 0 && waited + each.ms > 9 * MINUTE;
            if (isDue && (await findRun())?.isAhead && (await run("alone"))) await check();
            clock.advance(each.ms);
            waited += Math.max(0, each.ms);
          }
          if (each.do === "sell") {
            const { product: sold, quantity: pieces, price: won } = each;
            const paidAt = await earliest(now() - each.lag);
            await put({ product: sold, quantity: pieces, price: won, paidAt, refundedAt: null });
          }
          if (each.do === "refund" && orders.length > 0) {
            const n = each.order % orders.length;
            const order = orders[n];
            if (!order || order.refundedAt !== null) continue;
            order.refundedAt = await earliest(now() - each.lag);
            await db.client.order.update({
              where: { id: ids[n] },
              data: { status: "REFUNDED", refundedAt: at(order.refundedAt) },
            });
          }
          if (each.do === "forget") {
            const { client } = db;
            if (each.what === "sums") await client.rankingSum.deleteMany();
            const slices = await client.rankingSlice.findMany({ orderBy: { endsAt: "asc" } });
            const { endsAt } = slices[slices.length >> 1] ?? {};
            if (each.what === "some slices" && endsAt) {
              await client.rankingSlice.deleteMany({ where: { endsAt } });
            }
          }
          if (each.do === "archive") {
            shop.archived[each.product] = !shop.archived[each.product];
            await db.client.product.update({
              where: { id: idOf(each.product) },
              data: { archivedAt: shop.archived[each.product] ? clock.now() : null },
            });
          }
          if (each.do === "move") {
            const category = shop.categories[each.product] === "bath" ? "kitchen" : "bath";
            shop.categories[each.product] = category;
            await db.client.product.update({
              where: { id: idOf(each.product) },
              data: { category },
            });
          }
          if (each.do === "run" && (await run(each.how))) await check();
        }
        clock.set(new Date(Math.max(now(), latestRun + 1)));
        await run("alone");
        await check();
      }),
      { numRuns: 40, examples: [refundsAtEdges, clockPutRight, clockNearlyRight] },
    );
  });
});
