import { setImmediate } from "node:timers/promises";
import { type Database, Prisma, type Queries } from "@sunchak/db";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { smallestId } from "../ids.ts";
import { readSetting, writeSetting } from "../setting/settings.ts";
import { WINDOW_DELAY_MS } from "./aggregate-ranking.ts";
import { onSnapshot } from "./count-sold.ts";
import { DAY_MS } from "./sums.ts";

/** How many of a product's orders are looked at: those that were placed last, paid or not. */
export const LAST_ORDERS = 500;

/** How many companions are stored: readers leave out what is not on sale. */
const PLACES = 24;

/** Fewer shoppers are no habit. */
const FEWEST_SHOPPERS = 2;

/**
 * How far back each run looks again, in milliseconds: a process may write times that are nearly this
 * far behind.
 */
const AGAIN_MS = 10 * 60_000;

/** After a longer stop, counting for every product costs little more than finding which changed. */
const FAR_BEHIND_MS = DAY_MS;

/** Few, because the process waits while they are made into one statement. */
const LISTS_AT_ONCE = 50;

const KEY = "companions";

/**
 * Until when changes of orders are in the stored lists, and since when runs have been counting what
 * changed later: what they have stored since then is done.
 */
const progressValue = z.object({
  until: z.iso.datetime().nullable(),
  since: z.iso.datetime().nullable(),
});

/** A product that shoppers bought together with another, and how many of them did. */
export interface Companion {
  productId: string;
  shoppers: number;
}

/**
 * Counts anew what was bought together with each product of which an order was paid or refunded
 * since the last count. Each list is counted from the orders themselves, so nothing can drift; a run
 * that is killed or stopped leaves the rest to the next one.
 * @param options.signal ends a long run early.
 */
export async function countCompanions(
  deps: Pick<Deps, "db" | "clock">,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const { db, clock } = deps;
  const windowEnd = new Date(clock.now().getTime() - WINDOW_DELAY_MS);
  const { until, since } = (await readSetting(db.client, KEY, progressValue)) ?? {
    until: null,
    since: null,
  };
  // A clock that was ahead has put the time into the future.
  const isContinued = since !== null && new Date(since) <= windowEnd;
  const begun = isContinued ? since : windowEnd.toISOString();
  if (!isContinued) await writeSetting(db.client, deps, KEY, { until, since: begun });
  const changed = await listChanged(db, until === null ? null : new Date(until), windowEnd);
  const done = await listCounted(db, new Date(begun), windowEnd);
  const ids = changed.filter((id) => !done.has(id));
  for (let i = 0; i < ids.length; i += LISTS_AT_ONCE) {
    await storeLists(deps, ids.slice(i, i + LISTS_AT_ONCE), windowEnd, signal);
    if (signal?.aborted) return;
  }
  await writeSetting(db.client, deps, KEY, { until: begun, since: null });
}

/** The products whose orders may count otherwise than at a time; all that were sold, without one. */
async function listChanged(db: Database, at: Date | null, windowEnd: Date): Promise<string[]> {
  if (at === null || windowEnd.getTime() - at.getTime() > FAR_BEHIND_MS) {
    const sold = db.queries.selectFrom("products").select("id").where("soldQuantity", ">", 0);
    return (await sold.execute()).map(({ id }) => id);
  }
  // A clock that was ahead has put the time into the future.
  const from = new Date(Math.min(at.getTime(), windowEnd.getTime()) - AGAIN_MS);
  return onSnapshot(db, async (queries) => {
    const changed = (time: "paidAt" | "refundedAt") =>
      queries
        .selectFrom("orders")
        .innerJoin("orderLines", "orderLines.orderId", "orders.id")
        .select("productId")
        .where(time, ">=", from)
        .where(time, "<", windowEnd);
    const rows = await changed("paidAt").union(changed("refundedAt")).execute();
    return rows.map(({ productId }) => productId);
  });
}

/** The products whose lists were counted since a time. */
async function listCounted({ queries }: Database, since: Date, windowEnd: Date) {
  const counted = await queries
    .selectFrom("companionLists")
    .select("productId")
    .where("windowEnd", ">=", since)
    .where("windowEnd", "<=", windowEnd)
    .execute();
  return new Set(counted.map(({ productId }) => productId));
}

async function storeLists(
  { db, clock }: Pick<Deps, "db" | "clock">,
  ids: string[],
  windowEnd: Date,
  signal: AbortSignal | undefined,
): Promise<void> {
  const lists: Prisma.Sql[] = [];
  for (const id of ids) {
    if (signal?.aborted) break;
    const entries = JSON.stringify(await countCompanionsOf(db.queries, id, windowEnd));
    lists.push(Prisma.sql`(${id}, ${windowEnd}, ${entries})`);
    // SQLite answers at once, and gives nobody else a turn.
    await setImmediate();
  }
  if (lists.length === 0) return;
  // Of two runs at once the later counts, unless its clock was ahead.
  await db.client.$executeRaw`
    INSERT INTO companion_lists (product_id, window_end, entries) VALUES ${Prisma.join(lists)}
    ON CONFLICT (product_id) DO UPDATE SET window_end = excluded.window_end, entries = excluded.entries
    WHERE companion_lists.window_end <= excluded.window_end
    OR companion_lists.window_end > ${clock.now()}`;
}

/**
 * The products that most shoppers bought together with one, in orders that were paid before a time
 * and not refunded before it, among its {@link LAST_ORDERS}; ties by product id.
 */
async function countCompanionsOf(
  queries: Queries,
  productId: string,
  windowEnd: Date,
): Promise<Companion[]> {
  const last = queries
    .selectFrom("orderLines")
    .select("orderId")
    .where("productId", "=", productId)
    .where("orderId", "<", smallestId(windowEnd))
    .orderBy("orderId", "desc")
    .limit(LAST_ORDERS)
    .as("last");
  const companions = await queries
    .selectFrom(last)
    .innerJoin("orders", "orders.id", "last.orderId")
    .innerJoin("orderLines", "orderLines.orderId", "orders.id")
    .select("productId")
    .select((eb) => eb.fn.count<number>("userId").distinct().as("shoppers"))
    .where("paidAt", "<", windowEnd)
    .where(({ eb, or }) => or([eb("refundedAt", "is", null), eb("refundedAt", ">=", windowEnd)]))
    .where("productId", "!=", productId)
    .groupBy("productId")
    .having((eb) => eb(eb.fn.count("userId").distinct(), ">=", FEWEST_SHOPPERS))
    .orderBy("shoppers", "desc")
    .orderBy("productId")
    .limit(PLACES)
    .execute();
  return companions.map((one) => ({ ...one, shoppers: Number(one.shoppers) }));
}
