import { setImmediate } from "node:timers/promises";
import { Prisma, type Queries, type Transaction } from "@sunchak/db";
import { audited, findKeptResponse } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import type { Acting } from "../user/schema.ts";
import { onSnapshot } from "./count-sold.ts";
import { forgetTopProducts } from "./get-top-products.ts";
import { type MadeList, makeLists, WHOLE_SHOP } from "./make-lists.ts";
import { readProducts } from "./read-products.ts";
import { deleteSlices } from "./slices.ts";
import {
  changeByHours,
  findSums,
  startSums,
  storeSums,
  textOf,
  untilNotOvertaken,
} from "./stored-sums.ts";
import {
  countUntilNow,
  DAY_MS,
  extendSums,
  isComplete,
  isFarBehind,
  moveSums,
  windowsOf,
} from "./sums.ts";

/**
 * How long before the run the window ends, in milliseconds. It is longer than any transaction may
 * take (TRANSACTION_TIMEOUT_MS), so that no order of the window is still uncommitted.
 */
export const WINDOW_DELAY_MS = 30_000;
/** The window of the list that is stored as a snapshot, in milliseconds. */
export const WINDOW_MS = 3 * DAY_MS;

/** How far the clocks of two processes may differ, in milliseconds. */
const SKEW_MS = 60_000;

/** How long slices are kept, in milliseconds: longer than a run needs them. */
const SLICES_KEPT_MS = 61 * DAY_MS;

/** Few, because the process waits while they are made into one statement. */
const LISTS_AT_ONCE = 50;

/** How long an admin's run may count a past that no run has counted yet, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * Moves the sums to now, and stores the lists of the best sellers that follow from them. Runs that
 * overlap or repeat leave one result, the one with the latest windowEnd. When there is a long past to
 * count, each window's lists are stored as soon as it is counted. A run that is killed or stopped
 * leaves the rest to the next one.
 * @param options.signal ends a long run early.
 */
export async function aggregateRanking(
  deps: Pick<Deps, "db" | "clock">,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  let isMore = true;
  while (isMore) {
    isMore = await untilNotOvertaken(async () => {
      const ranking = await countRanking(deps, { signal, toNextWindow: true });
      if (!ranking) return false;
      await deps.db.transaction((tx) => storeRanking(tx, ranking));
      return !isComplete(ranking.sums) && !signal?.aborted;
    });
    forgetTopProducts(deps.db);
  }
}

/** Does the same for an admin who does not want to wait for the batch. */
export async function aggregateRankingNow(
  deps: Pick<Deps, "db" | "clock">,
  asked: Acting,
): Promise<{ snapshotId: string | null }> {
  const call = { action: "ranking.aggregate", subjectType: "ranking" } as const;
  const kept = await findKeptResponse<{ snapshotId: string | null }>(deps, asked, call);
  if (kept) return kept.response;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const stored = await untilNotOvertaken(async () => {
    const ranking = await countRanking(deps, { signal });
    return audited(deps, asked, call, async (tx, record) => {
      const snapshotId = ranking && (await storeRanking(tx, ranking));
      if (snapshotId !== null) record({ subjectId: snapshotId });
      return { snapshotId };
    });
  });
  forgetTopProducts(deps.db);
  return stored;
}

type Ranking = NonNullable<Awaited<ReturnType<typeof countRanking>>>;

/**
 * Runs before the storing transaction: counting may take longer than a transaction may last.
 * @param options.toNextWindow counts no more of the past than one window more needs.
 * @returns null when there is nothing to store: another run is ahead of this one, or it was stopped.
 * @throws Overtaken
 */
async function countRanking(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { signal, toNextWindow = false }: { signal: AbortSignal | undefined; toNextWindow?: boolean },
) {
  const aggregatedAt = clock.now();
  const windowEnd = new Date(aggregatedAt.getTime() - WINDOW_DELAY_MS);
  const stored = await findSums(db.client, "current");
  // A clock that was ahead has settled a time in which somebody may still pay.
  const isAhead = stored !== null && stored.windowEnd.getTime() > aggregatedAt.getTime() + SKEW_MS;
  const isDone =
    stored !== null &&
    (isComplete(stored) ? stored.windowEnd >= windowEnd : stored.windowEnd > windowEnd);
  if (isDone && !isAhead) return null;
  const isContinued = stored !== null && !isAhead && !isFarBehind(stored, windowEnd);
  const sums = isContinued ? stored : startSums(windowEnd, aggregatedAt, stored?.version);
  // Counting anew makes all slices anew. Those of a clock that was ahead lack what was paid later.
  if (!isContinued) await deleteSlices(db);
  const change = (step: (queries: Queries) => Promise<boolean>) =>
    changeByHours(db, "current", sums, signal, () => onSnapshot(db, step));
  const isMoved = await change((queries) => moveSums(queries, sums, windowEnd));
  if (!isMoved) return null;
  const before = windowsOf(sums).length;
  await change(
    async (queries) =>
      (await extendSums(queries, sums)) || (toNextWindow && windowsOf(sums).length > before),
  );
  const { now, products } = await onSnapshot(db, async (queries) => ({
    now: await countUntilNow(queries, sums),
    products: await readProducts(queries),
  }));
  const lists = await makeLists(now, products);
  const snapshot = await snapshotOf(db.client, lists);
  return { id: newId(clock), sums, text: await textOf(sums), aggregatedAt, lists, snapshot };
}

/** The entries of the list that is kept as a snapshot, with the names and prices of now. */
async function snapshotOf(client: Pick<Transaction, "product">, lists: MadeList[]) {
  const list = lists.find(
    ({ days, category, kind }) =>
      days * DAY_MS === WINDOW_MS && category === WHOLE_SHOP && kind === "quantity",
  );
  if (!list) return null;
  const ranked = list.entries.map(({ rankBefore, ...entry }) => entry);
  return { depth: list.depth, entries: await withProducts(client, ranked) };
}

/** Places of a ranking with their products' names, prices and pictures. */
export async function withProducts<Place extends { productId: string }>(
  client: Pick<Transaction, "product">,
  places: Place[],
) {
  const products = await client.product.findMany({
    where: { id: { in: places.map(({ productId }) => productId) } },
    select: { id: true, name: true, nameEn: true, price: true, images: true },
  });
  const byId = new Map(products.map((product) => [product.id, product]));
  return places.flatMap((place) => {
    const product = byId.get(place.productId);
    if (!product) return [];
    const { name, nameEn, price, images } = product;
    return { ...place, name, nameEn, price, imageUrl: (images as string[])[0] ?? null };
  });
}

/**
 * @returns the snapshot's id; null when there is none of this window to store.
 * @throws Overtaken
 */
async function storeRanking(
  tx: Transaction,
  { id, sums, text, aggregatedAt, lists, snapshot }: Ranking,
): Promise<string | null> {
  await storeSums(tx, "current", sums, text);
  const { windowEnd } = sums;
  const tooOld = new Date(windowEnd.getTime() - SLICES_KEPT_MS);
  // Slices of a clock that was ahead may lack what was paid later.
  await tx.rankingSlice.deleteMany({
    where: { OR: [{ endsAt: { lt: tooOld } }, { asOf: { gt: aggregatedAt } }] },
  });
  // Only sums that began anew may end earlier than a snapshot: theirs is the true one.
  await tx.rankingSnapshot.deleteMany({ where: { windowEnd: { gte: windowEnd } } });
  // A window that is not counted yet keeps its last lists.
  await tx.rankingList.deleteMany({ where: { days: { in: lists.map(({ days }) => days) } } });
  for (let i = 0; i < lists.length; i += LISTS_AT_ONCE) {
    const rows = lists
      .slice(i, i + LISTS_AT_ONCE)
      .map(
        ({ days, category, kind, entries }) =>
          Prisma.sql`(${days}, ${category}, ${kind}, ${windowEnd}, ${aggregatedAt}, ${JSON.stringify(entries)})`,
      );
    await tx.$executeRaw`
      INSERT INTO ranking_lists (days, category, kind, window_end, aggregated_at, entries)
      VALUES ${Prisma.join(rows)}`;
    // SQLite answers at once, and gives nobody else a turn.
    await setImmediate();
  }
  if (!snapshot) return null;
  const windowStart = new Date(windowEnd.getTime() - WINDOW_MS);
  const created = await tx.$executeRaw`
    INSERT INTO ranking_snapshots (id, window_start, window_end, aggregated_at, depth)
    VALUES (${id}, ${windowStart}, ${windowEnd}, ${aggregatedAt}, ${snapshot.depth})
    ON CONFLICT (window_end) DO NOTHING`;
  if (created === 0) return null;
  await tx.rankingEntry.createMany({
    data: snapshot.entries.map((entry) => ({ snapshotId: id, ...entry })),
  });
  return id;
}
