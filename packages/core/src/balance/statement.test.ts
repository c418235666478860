import {
  allAtOnce,
  expectInvariants,
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { seoulMonth } from "../seoul.ts";
import { chargeBalance } from "./charge-balance.ts";
import { eachStatementEntry, getStatement } from "./get-statement.ts";
import { listLedgerEntries } from "./list-ledger-entries.ts";
import { listLedgerMonths } from "./list-ledger-months.ts";
import { listHistoryInput, STATEMENT_ENTRIES_MAX, type Statement } from "./schema.ts";

const sumOf = ({ sums }: Statement) => sums.reduce((sum, { amount }) => sum + amount, 0);
const countOf = ({ sums }: Statement) => sums.reduce((sum, { count }) => sum + count, 0);

it.each(["2026-11-01", "2026-13", "2026-00", "26-11", "1999-12", "", "2026-11\n"])(
  "refuses %j as a month",
  (month) => expect(listHistoryInput.safeParse({ month }).success).toBe(false),
);

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let userId: string;

  const at = (instant: string) => deps.clock.set(new Date(instant));
  const charge = (amount: number) => chargeBalance(deps, { userId, amount });
  const statement = (month: string) => getStatement(deps, { userId, month });

  beforeEach(async () => {
    deps = testDeps(database());
    userId = await makeShopper(deps);
  });

  /** A purchase of 12,000 won in October in Seoul, refunded in December, and charges around it. */
  async function threeMonths() {
    at("2026-09-30T14:59:59.999Z");
    await charge(5_000);
    at("2026-09-30T15:00:00.000Z");
    await charge(20_000);
    const productId = await makeProduct(deps, { price: 6_000 });
    const orderId = await makeOrder(deps, { userId, productId, quantity: 2 });
    await payOrder(deps, { id: orderId, userId });
    at("2026-12-01T03:00:00.000Z");
    const actorId = await makeShopper(deps, { role: "owner" });
    await refundOrder(deps, { id: orderId, actorId, reason: "시험" });
    return orderId;
  }

  it("a statement begins with what the month before ended with, and adds up to its end", async () => {
    const orderId = await threeMonths();
    expect(await statement("2026-09")).toMatchObject({
      opening: 0,
      closing: 5_000,
      sums: [{ kind: "CHARGE", count: 1, amount: 5_000 }],
      isOver: true,
    });
    const october = await statement("2026-10");
    const { orderNumber } = await deps.db.client.order.findUniqueOrThrow({
      where: { id: orderId },
    });
    expect(october).toMatchObject({
      opening: 5_000,
      closing: 13_000,
      sums: [
        { kind: "CHARGE", count: 1, amount: 20_000 },
        { kind: "PAYMENT", count: 1, amount: -12_000 },
      ],
      entryCount: 2,
      entries: [
        { number: 2, kind: "CHARGE", balanceAfter: 25_000, orderId: null, orderNumber: null },
        { number: 3, kind: "PAYMENT", balanceAfter: 13_000, orderId, orderNumber },
      ],
    });
    expect(await statement("2026-11")).toMatchObject({
      opening: 13_000,
      closing: 13_000,
      sums: [],
      entries: [],
      isOver: true,
    });
    expect(await statement("2026-12")).toMatchObject({
      opening: 13_000,
      closing: 25_000,
      sums: [{ kind: "REFUND", count: 1, amount: 12_000 }],
      isOver: false,
    });
    expect(await statement("2026-08")).toMatchObject({ opening: 0, closing: 0, entries: [] });
    await expectInvariants(deps);
  });

  it("offers the months from the first entry to now", async () => {
    expect(await listLedgerMonths(deps, { userId })).toEqual([]);
    await threeMonths();
    expect(await listLedgerMonths(deps, { userId })).toEqual([
      "2026-12",
      "2026-11",
      "2026-10",
      "2026-09",
    ]);
  });

  it("has every entry in one month, though two at midnight are numbered against their times", async () => {
    const { from } = seoulMonth("2026-11");
    at("2026-10-20T00:00:00.000Z");
    await charge(1_000);
    deps.clock.set(from);
    await charge(2_000);
    deps.clock.set(new Date(from.getTime() - 1));
    await charge(4_000);
    at("2026-11-02T00:00:00.000Z");
    await charge(8_000);
    const [october, november] = [await statement("2026-10"), await statement("2026-11")];
    expect(october.entries.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(november.entries.map(({ number }) => number)).toEqual([4]);
    expect([october.closing, november.opening, november.closing]).toEqual([7_000, 7_000, 15_000]);
    const listed = await Promise.all(
      ["2026-10", "2026-11"].map((month) => listLedgerEntries(deps, { userId, month, size: 20 })),
    );
    expect(listed.map(({ items }) => items.map(({ number }) => number))).toEqual([[3, 2, 1], [4]]);
  });

  it("adds up at every moment while entries are being added", async () => {
    const month = "2026-11";
    const reads = await allAtOnce([
      ...times(30, () => () => charge(1_000).then(() => null)),
      ...times(30, () => () => statement(month)),
    ]);
    const statements = reads.succeeded.filter((one) => one !== null);
    expect(statements).toHaveLength(30);
    for (const one of statements) {
      expect(one.opening + sumOf(one)).toBe(one.closing);
      expect([countOf(one), one.entries.length]).toEqual([one.entryCount, one.entryCount]);
    }
    expect((await statement(month)).closing).toBe(30_000);
  });

  it("shows the first entries of a long month, counts all and hands all to its file", async () => {
    const count = 2 * STATEMENT_ENTRIES_MAX + 1;
    await deps.db.client.account.create({
      data: { userId, balance: count * 1_000, entryCount: count },
    });
    await deps.db.client.ledgerEntry.createMany({
      data: times(count, (i) => ({
        userId,
        number: i + 1,
        kind: "CHARGE",
        amount: 1_000,
        balanceAfter: (i + 1) * 1_000,
        createdAt: deps.clock.now(),
      })),
    });
    const long = await statement("2026-11");
    expect([long.entries.length, long.entryCount, countOf(long), sumOf(long)]).toEqual([
      STATEMENT_ENTRIES_MAX,
      count,
      count,
      count * 1_000,
    ]);
    const numbers: number[] = [];
    for await (const { number } of eachStatementEntry(deps, { userId, month: "2026-11" })) {
      numbers.push(number);
    }
    expect(numbers).toEqual(times(count, (i) => i + 1));
  });

  it("narrows the history to a kind and a month, in pages without a gap or a repeat", async () => {
    await threeMonths();
    const numbersOf = async (filter: Parameters<typeof listLedgerEntries>[1]) => {
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await listLedgerEntries(deps, { ...filter, cursor });
        seen.push(...page.items.map(({ number }) => number));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return seen;
    };
    const pages = { userId, size: 1 };
    expect(await numbersOf(pages)).toEqual([4, 3, 2, 1]);
    expect(await numbersOf({ ...pages, kind: "CHARGE" })).toEqual([2, 1]);
    expect(await numbersOf({ ...pages, month: "2026-10" })).toEqual([3, 2]);
    expect(await numbersOf({ ...pages, kind: "CHARGE", month: "2026-10" })).toEqual([2]);
    expect(await numbersOf({ ...pages, kind: "REFUND", month: "2026-10" })).toEqual([]);
    expect(await numbersOf({ ...pages, month: "2026-11" })).toEqual([]);
  });

  it("is one shopper's alone", async () => {
    await threeMonths();
    const other = await makeShopper(deps, { balance: 7_000 });
    expect(await getStatement(deps, { userId: other, month: "2026-10" })).toMatchObject({
      opening: 0,
      closing: 0,
      entries: [],
    });
  });
});
