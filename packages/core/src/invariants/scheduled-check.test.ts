import {
  makeProduct,
  makeShopper,
  makeShoppers,
  onEachDatabase,
  type TestDeps,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { checkedTables } from "./checked-tables.ts";
import { within } from "./range-check.ts";
import { getLastInvariantCheck, checkInvariantsBySchedule as run } from "./run-invariant-check.ts";
import { keptProgress, ROWS_SHOWN } from "./schema.ts";

const MINUTE_MS = 60_000;

/** A step that reads a range of ids, or what belongs to one row. */
const byKey =
  /^SEARCH \w+ USING .*\((user_id|id|campaign_id|product_id|order_id|issued_coupon_id)[=>]/;

onEachDatabase((database, provider) => {
  let deps: TestDeps;

  beforeEach(async () => {
    deps = testDeps(database());
    const { client } = deps.db;
    await client.setting.deleteMany({ where: { key: { startsWith: "invariants." } } });
  });

  /** Breaks the stocks of products, and mends them again. */
  const addToStock = (ids: string[], increment: number) =>
    deps.db.client.product.updateMany({
      where: { id: { in: ids } },
      data: { stock: { increment } },
    });
  const namedRows = async () =>
    (await getLastInvariantCheck(deps)).results
      .flatMap(({ rows }) => rows.map(({ kind, subjectId, since }) => ({ kind, subjectId, since })))
      .sort((a, b) => a.since.localeCompare(b.since));
  /** Runs until a slice was read for the nth time, as a host that ends a run early does. */
  async function runUntil(slice: number) {
    const controller = new AbortController();
    let slices = 0;
    const db = {
      ...deps.db,
      snapshot: (read) => {
        slices += 1;
        if (slices === slice) controller.abort();
        return deps.db.snapshot(read);
      },
    } as TestDeps["db"];
    const check = await run({ ...deps, db }, controller);
    return { check, slices };
  }

  it("says when it was made, and that all is right", async () => {
    const now = deps.clock.now().toISOString();
    expect(await run(deps)).toMatchObject({ startedAt: now, checkedAt: now, holds: true });
    expect(await getLastInvariantCheck(deps)).toMatchObject({ checkedAt: now, holds: true });
  });

  // Of few rows, each part is one slice, however slow the machine is.
  it("does not read again what a stopped run has read", async () => {
    const whole = await runUntil(Number.POSITIVE_INFINITY);
    expect(whole.check).toMatchObject({ holds: true });
    const stopped = await runUntil(3);
    const rest = await runUntil(Number.POSITIVE_INFINITY);
    expect(stopped).toEqual({ check: null, slices: 3 });
    expect(rest.check).toMatchObject({ holds: true });
    expect(rest.slices).toBe(whole.slices - 3);
  });

  it("finds what is broken in whatever slice it is", async () => {
    const shoppers = await makeShoppers(deps, 450, 1_000);
    shoppers.sort();
    const chosen = [0, 199, 200, 201, 449].map((i) => shoppers[i] ?? "");
    const where = { userId: { in: chosen } };
    await deps.db.client.account.updateMany({ where, data: { balance: { increment: 1 } } });
    const check = await run(deps);
    const broken = check?.results.find(({ number }) => number === 1)?.rows;
    expect(broken?.map((row) => row.subjectId).sort()).toEqual(chosen);
    expect(broken?.map((row) => row.differences)).toEqual(
      chosen.map(() => [{ field: "balance", actual: 1_001, expected: 1_000 }]),
    );
    await deps.db.client.account.updateMany({ where, data: { balance: { decrement: 1 } } });
    expect((await run(deps))?.holds).toBe(true);
  });

  it("names every shopper, however many entries are broken of the one before", async () => {
    const { client } = deps.db;
    const [first = "", second = ""] = (await makeShoppers(deps, 2, 1_000)).sort();
    const many = times(25, (i) => ({
      ...{ userId: first, number: i + 2, kind: "CHARGE", amount: 1n, balanceAfter: 1n },
      createdAt: deps.clock.now(),
    }));
    await client.ledgerEntry.createMany({ data: many });
    const where = { userId_number: { userId: second, number: 1 } };
    await client.ledgerEntry.update({ where, data: { balanceAfter: 7n } });
    await run(deps);
    const named = (await namedRows()).filter(({ kind }) => kind === "ledger");
    expect(named.map(({ subjectId }) => subjectId).sort()).toEqual([first, second]);
    await client.ledgerEntry.deleteMany({ where: { userId: first, number: { gt: 1 } } });
    await client.ledgerEntry.update({ where, data: { balanceAfter: 1_000n } });
    expect((await run(deps))?.holds).toBe(true);
  });

  it("never says that all is right when it has looked again at only so many rows", async () => {
    const shoppers = await makeShoppers(deps, ROWS_SHOWN + 5, 1_000);
    const change = (ids: string[], balance: bigint) =>
      deps.db.client.account.updateMany({ where: { userId: { in: ids } }, data: { balance } });
    await change(shoppers, 1_001n);
    await runUntil(1);
    const { rows } = keptProgress.parse(
      JSON.parse(
        (
          await deps.db.client.setting.findUniqueOrThrow({
            where: { key: "invariants.progress" },
          })
        ).value,
      ),
    );
    // All that it has found are mended before its end, and others are not.
    await change(
      rows.map(({ subjectId }) => subjectId),
      1_000n,
    );
    expect(await run(deps)).toMatchObject({ holds: false });
    await change(shoppers, 1_000n);
    expect((await run(deps))?.holds).toBe(true);
  });

  it("keeps since when a row is broken, and tells the log", async () => {
    const id = await makeProduct(deps);
    await addToStock([id], 1);
    const since = deps.clock.now().toISOString();
    await run(deps);
    deps.clock.advance(10 * MINUTE_MS);
    const other = await makeProduct(deps);
    await addToStock([other], 1);
    await run(deps);
    expect(await namedRows()).toEqual([
      { kind: "stock", subjectId: id, since },
      { kind: "stock", subjectId: other, since: deps.clock.now().toISOString() },
    ]);
    expect(deps.logged.filter(({ message }) => message === "an invariant is broken")).toHaveLength(
      2,
    );
    await addToStock([id, other], -1);
  });

  it("goes on where a run was stopped, and keeps what that one had found", async () => {
    const { client } = deps.db;
    const userId = await makeShopper(deps, { balance: 1_000 });
    const startedAt = deps.clock.now().toISOString();
    await client.account.update({ where: { userId }, data: { entryCount: 2 } });
    expect((await runUntil(1)).check).toBeNull();
    expect(await getLastInvariantCheck(deps)).toMatchObject({ checkedAt: null });
    deps.clock.advance(10 * MINUTE_MS);
    expect(await run(deps)).toMatchObject({
      startedAt,
      checkedAt: deps.clock.now().toISOString(),
      holds: false,
    });
    expect(await namedRows()).toMatchObject([{ kind: "account", subjectId: userId }]);
    await client.account.update({ where: { userId }, data: { entryCount: 1 } });
  });

  it("names nothing that was mended before its end", async () => {
    const userId = await makeShopper(deps, { balance: 1_000 });
    const change = (balance: bigint) =>
      deps.db.client.account.update({ where: { userId }, data: { balance } });
    await change(1_001n);
    await runUntil(2);
    await change(1_000n);
    expect(await run(deps)).toMatchObject({ holds: true });
  });

  it("begins anew when the earlier run is too old, or from a clock that was ahead", async () => {
    for (const ms of [61 * MINUTE_MS, -MINUTE_MS]) {
      await runUntil(3);
      deps.clock.advance(ms);
      const now = deps.clock.now().toISOString();
      expect(await run(deps)).toMatchObject({ startedAt: now, checkedAt: now });
    }
  });

  it("stores the check of one of several runs at once", async () => {
    const checks = await Promise.all([run(deps), run(deps), run(deps)]);
    expect(checks.filter((check) => check !== null)).toHaveLength(1);
    expect(await getLastInvariantCheck(deps)).toMatchObject({ holds: true });
  });

  // SQLite plans without statistics, so it plans for a large shop as for this one.
  it.runIf(provider === "sqlite")("a slice reads its own range alone, of each table", async () => {
    const range = within({ after: "a", upTo: "b" });
    for (const { checks } of checkedTables(1)) {
      for (const { kind, find } of checks) {
        const plan = await deps.db.client.$queryRaw<{ detail: string }[]>`
          EXPLAIN QUERY PLAN ${find(range)}`;
        const reads = plan
          .map(({ detail }) => detail)
          .filter((step) => /^(SEARCH|SCAN)/.test(step));
        const ofRows = reads.filter(
          (step) => !/^SCAN (\(subquery|wrong|numbered|orphans)/.test(step),
        );
        expect([kind, ofRows.length > 0]).toEqual([kind, true]);
        expect([kind, ofRows.filter((step) => !byKey.test(step))]).toEqual([kind, []]);
      }
    }
  });
});
