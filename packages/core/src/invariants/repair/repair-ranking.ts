import { WINDOW_DELAY_MS, WINDOW_MS, withProducts } from "../../ranking/aggregate-ranking.ts";
import { countBestSellers } from "../../ranking/count-sold.ts";
import { findLatestRanking } from "../../ranking/find-latest-ranking.ts";
import { forgetRecountReport } from "../../ranking/recount-sums.ts";
import type { Repair } from "./repairing.ts";

/** Counts the latest ranking anew, over the window that its run has counted. */
export const repairRank: Repair = async ({ tx, db, subjectId, tell }) => {
  const snapshot = await findLatestRanking(tx);
  if (snapshot?.id !== subjectId) return;
  const windowEnd = new Date(snapshot.aggregatedAt.getTime() - WINDOW_DELAY_MS);
  const windowStart = new Date(windowEnd.getTime() - WINDOW_MS);
  const window = (of: { windowStart: Date; windowEnd: Date }) =>
    [of.windowStart, of.windowEnd].map((at) => at.toISOString());
  const [was, is] = [window(snapshot), window({ windowStart, windowEnd })];
  if (was.join() !== is.join()) {
    await tx.rankingSnapshot.update({
      where: { id: subjectId },
      data: { windowStart, windowEnd },
    });
    tell("window", was, is);
  }
  const { depth } = snapshot;
  const counted = await countBestSellers(db.queries, { windowStart, windowEnd, depth });
  const ranked = counted.map((one, i) => ({ rank: i + 1, ...one }));
  const stored = snapshot.entries.map(({ rank, productId, soldQuantity, revenue }) => ({
    ...{ rank, productId, soldQuantity, revenue: Number(revenue) },
  }));
  if (JSON.stringify(stored) === JSON.stringify(ranked)) return;
  await tx.rankingEntry.deleteMany({ where: { snapshotId: subjectId } });
  await tx.rankingEntry.createMany({
    data: (await withProducts(tx, ranked)).map((entry) => ({ snapshotId: subjectId, ...entry })),
  });
  tell("entries", stored, ranked);
};

/** Drops the ranking's sums: its next run counts them anew. */
export const repairRankingSums: Repair = async ({ tx, tell }) => {
  const { count } = await tx.rankingSum.deleteMany({ where: { name: "current" } });
  // They may be wrong because a slice is.
  const slices = await tx.rankingSlice.deleteMany();
  tell("rankingSums", count, 0);
  tell("rankingSlices", slices.count, 0);
};

/** Drops the report of a recount, which has itself replaced the sums that it found wrong. */
export const repairRecount: Repair = async ({ tx, tell }) => {
  const report = await forgetRecountReport(tx);
  tell("recount", report?.checkedAt ?? null, null);
};
