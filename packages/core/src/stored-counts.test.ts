import { onEachDatabase, testDeps } from "@sunchak/testing";
import { expect, it } from "vitest";
import { countsVersion, forgetCounts, storeCounts } from "./stored-counts.ts";

onEachDatabase((database) => {
  it("what was counted before a repair is not stored after it, also when the repair is under way", async () => {
    const deps = testDeps(database());
    const { db } = deps;
    const data = { hour: deps.clock.now(), sales: 1n, orders: 1, refunds: 0n, refundOrders: 0 };
    const store = (version: string) =>
      storeCounts(db, version, (tx) => tx.salesHour.create({ data }));
    const version = await countsVersion(deps);
    expect(await countsVersion(deps)).toBe(version);
    expect(await store(version)).toBe(true);
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let lock = () => {};
    const locked = new Promise<void>((resolve) => {
      lock = resolve;
    });
    const repair = db.transaction(async (tx) => {
      await forgetCounts(tx, deps);
      lock();
      await released;
    });
    await locked;
    const late = store(version);
    release();
    await repair;
    expect(await late).toBe(false);
    expect(await db.client.salesHour.count()).toBe(0);
    expect(await store(await countsVersion(deps))).toBe(true);
  });
});
