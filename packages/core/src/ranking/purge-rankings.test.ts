import { onEachDatabase, testDeps, times } from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { findCurrentRanking, listRankings } from "./list-rankings.ts";
import { purgeRankings } from "./purge-rankings.ts";

const MINUTE = 60_000;

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;

  // Sixty snapshots of forty places.
  beforeEach(async () => {
    deps = testDeps(database());
    const { client } = deps.db;
    await client.rankingSnapshot.deleteMany();
    const snapshots = times(60, (n) => ({
      id: `snapshot-${String(n).padStart(2, "0")}`,
      windowStart: new Date(0),
      windowEnd: new Date((n + 1) * 10 * MINUTE),
      aggregatedAt: deps.clock.now(),
      depth: 40,
    }));
    await client.rankingSnapshot.createMany({ data: snapshots });
    for (const { id } of snapshots) {
      await client.rankingEntry.createMany({
        data: times(40, (place) => ({
          snapshotId: id,
          rank: place + 1,
          productId: `product-${place}`,
          name: "컵",
          nameEn: "Cup",
          price: 1_000n,
          soldQuantity: 100 - place,
          revenue: 1_000n,
        })),
      });
    }
  });

  const places = async () => {
    const groups = await deps.db.client.rankingEntry.groupBy({
      by: "snapshotId",
      _count: true,
      orderBy: { snapshotId: "asc" },
    });
    return groups.map(({ _count }) => _count);
  };

  it("keeps five places of old snapshots, and all of the last twelve, so nobody sees a difference", async () => {
    const read = () => Promise.all([findCurrentRanking(deps), listRankings(deps, { size: 100 })]);
    const shown = await read();
    // Two processes purge at once; each finds what the other leaves.
    const [first, second] = await Promise.all([purgeRankings(deps), purgeRankings(deps)]);
    expect(first + second).toBe(48 * 35);
    expect(await places()).toEqual(times(60, (n) => (n < 48 ? 5 : 40)));
    expect(await read()).toEqual(shown);
  });

  it("stops when it is asked to, and goes on the next time", async () => {
    expect(await purgeRankings(deps, { signal: AbortSignal.abort() })).toBe(1_000);
    expect(await purgeRankings(deps)).toBe(680);
    expect(await purgeRankings(deps)).toBe(0);
  });
});
