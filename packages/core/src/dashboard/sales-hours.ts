import { type Database, expressionBuilder, Prisma, type Reader, type Tables } from "@sunchak/db";
import type { Deps, Reads } from "../deps.ts";
import { WINDOW_DELAY_MS } from "../ranking/aggregate-ranking.ts";
import { countsVersion, storeCounts } from "../stored-counts.ts";
import { timeBucket } from "../time-bucket.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EVER = new Date("2100-01-01T00:00:00.000Z");

/** What happened within one hour; money in won. */
export interface SalesHour {
  hour: Date;
  /** Won paid, including payments that were refunded later. */
  sales: number;
  orders: number;
  /** Won refunded, whenever the order was paid. */
  refunds: number;
  refundOrders: number;
}

const hourOf = (time: Date) => new Date(time.getTime() - (time.getTime() % HOUR_MS));

/**
 * The hours from `from` until `to` in which anything was sold or refunded, oldest first. Hours that
 * are stored are read; only others are counted.
 * @param from the beginning of an hour.
 */
export async function readSalesHours(
  { db }: Pick<Reads, "db">,
  from: Date,
  to = EVER,
): Promise<SalesHour[]> {
  // An hour of which only a part is asked for is counted too.
  const whole = Math.min((await storedEnd(db))?.getTime() ?? 0, hourOf(to).getTime());
  const storedUntil = new Date(Math.max(whole, from.getTime()));
  const stored = await db.client.salesHour.findMany({
    where: { hour: { gte: from, lt: storedUntil } },
    orderBy: { hour: "asc" },
  });
  const current = await countHours(db, storedUntil, to);
  return [
    ...stored.map((row) => ({ ...row, sales: Number(row.sales), refunds: Number(row.refunds) })),
    ...current,
  ];
}

/** What was sold and refunded from the beginning of an hour until before `to`; money in won. */
export async function sumSales(
  deps: Pick<Reads, "db">,
  from: Date,
  to: Date,
): Promise<Omit<SalesHour, "hour">> {
  const sums = { sales: 0, orders: 0, refunds: 0, refundOrders: 0 };
  for (const hour of await readSalesHours(deps, from, to)) {
    sums.sales += hour.sales;
    sums.orders += hour.orders;
    sums.refunds += hour.refunds;
    sums.refundOrders += hour.refundOrders;
  }
  return sums;
}

/**
 * Counts the hours that have ended since the last time and stores them, a day at a time, the oldest
 * first. An hour no longer changes once it has been over for longer than a transaction may take,
 * because payments and refunds keep their times. Any number of processes may do this at once. After a
 * repair it stops, and the next time begins anew.
 */
export async function storeSalesHours(deps: Pick<Deps, "db" | "clock">): Promise<void> {
  const { db, clock } = deps;
  const version = await countsVersion(deps);
  const end = hourOf(new Date(clock.now().getTime() - WINDOW_DELAY_MS));
  const begin = (await storedEnd(db)) ?? (await firstHour(db)) ?? end;
  for (let from = begin; from < end; ) {
    const to = new Date(Math.min(from.getTime() + DAY_MS, end.getTime()));
    if (!(await storeHours(db, version, from, to))) return;
    from = to;
  }
}

/** The end of the last stored hour; all hours before it are stored, from the first sale on. */
async function storedEnd({ client }: Reader): Promise<Date | null> {
  const last = await client.salesHour.findFirst({ orderBy: { hour: "desc" } });
  return last && new Date(last.hour.getTime() + HOUR_MS);
}

async function firstHour({ client }: Database): Promise<Date | null> {
  const { _min } = await client.order.aggregate({ _min: { paidAt: true } });
  return _min.paidAt && hourOf(_min.paidAt);
}

async function storeHours(db: Database, version: string, from: Date, to: Date): Promise<boolean> {
  const counted = await countHours(db, from, to);
  const byHour = new Map(counted.map((row) => [row.hour.getTime(), row]));
  const rows: Prisma.Sql[] = [];
  for (let hour = from.getTime(); hour < to.getTime(); hour += HOUR_MS) {
    const { sales = 0, orders = 0, refunds = 0, refundOrders = 0 } = byHour.get(hour) ?? {};
    rows.push(
      Prisma.sql`(${new Date(hour)}, ${BigInt(sales)}, ${orders}, ${BigInt(refunds)}, ${refundOrders})`,
    );
  }
  return storeCounts(
    db,
    version,
    (tx) => tx.$executeRaw`
      INSERT INTO sales_hours (hour, sales, orders, refunds, refund_orders)
      VALUES ${Prisma.join(rows)} ON CONFLICT (hour) DO NOTHING`,
  );
}

const order = expressionBuilder<Tables, "orders">();

/** Counts the hours of [from, to) in which anything happened, oldest first. */
async function countHours(db: Reader, from: Date, to: Date): Promise<SalesHour[]> {
  const count = (column: "paidAt" | "refundedAt") =>
    db.queries
      .selectFrom("orders")
      .select(({ fn }) => [
        timeBucket(db.provider, order.ref(column), "hour").as("hour"),
        fn.sum("total").as("amount"),
        fn.countAll().as("orders"),
      ])
      .where(column, ">=", from)
      .where(column, "<", to)
      .groupBy("hour")
      .execute();
  const paid = await count("paidAt");
  const refunded = await count("refundedAt");
  const hours = new Map<string, SalesHour>();
  const at = (hour: string): SalesHour => {
    const none = { sales: 0, orders: 0, refunds: 0, refundOrders: 0 };
    const row = hours.get(hour) ?? { hour: new Date(`${hour}:00.000Z`), ...none };
    hours.set(hour, row);
    return row;
  };
  for (const { hour, amount, orders } of paid) {
    Object.assign(at(hour), { sales: Number(amount), orders: Number(orders) });
  }
  for (const { hour, amount, orders } of refunded) {
    Object.assign(at(hour), { refunds: Number(amount), refundOrders: Number(orders) });
  }
  return [...hours.values()].sort((a, b) => a.hour.getTime() - b.hour.getTime());
}
