import { setTimeout } from "node:timers/promises";
import { makeOrder, makeProduct, makeShoppers, onEachDatabase, testDeps } from "@sunchak/testing";
import { beforeAll, expect, it } from "vitest";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { checkInvariants } from "./check-invariants.ts";
import { invariantNumbers } from "./schema.ts";
import { makeTamperedShop, tampered } from "./tampered.fixture.ts";

class Undo extends Error {}

onEachDatabase((database, provider) => {
  let deps: ReturnType<typeof testDeps>;

  beforeAll(async () => {
    deps = testDeps(database());
    await makeTamperedShop(deps);
  });

  it("all hold for what the shop itself stores", async () => {
    const reports = await checkInvariants(deps.db, deps.config);
    expect(reports.map((report) => [report.number, report.holds])).toEqual(
      invariantNumbers.map((number) => [number, true]),
    );
  });

  it("each has a statement above that breaks it", () => {
    expect([...new Set(tampered.map(([, , number]) => number))].sort((a, b) => a - b)).toEqual(
      invariantNumbers,
    );
  });

  // Foreign keys are off when a row is deleted, as a person with a database console may do.
  it.each(tampered)("a tampered %s row is found: %s", async (_table, sql, broken) => {
    await expect(
      deps.db.client.$transaction(async (tx) => {
        await tx.$executeRawUnsafe(sql);
        const inTransaction = {
          ...deps.db,
          snapshot: (read: (t: typeof tx) => unknown) => read(tx),
        };
        const reports = await checkInvariants(inTransaction as typeof deps.db, deps.config);
        const report = reports.find(({ number }) => number === broken);
        expect(report).toMatchObject({ holds: false });
        // Each says what is wrong, of what.
        for (const row of report?.rows ?? []) {
          expect(row.differences).not.toEqual([]);
          expect(row.subjectId).toMatch(/./);
        }
        throw new Undo();
      }),
    ).rejects.toBeInstanceOf(Undo);
    expect((await checkInvariants(deps.db, deps.config)).every((report) => report.holds)).toBe(
      true,
    );
  });

  it("hold at every moment of busy traffic, so a check raises no false alarm", async () => {
    const productId = await makeProduct(deps, { price: 1_000, stock: 100_000 });
    const shoppers = await makeShoppers(deps, 20, 1_000_000);
    let busy = true;
    let checks = 0;
    const traffic = Promise.all(
      shoppers.map(async (userId, i) => {
        // It ends when it was checked often enough, so a slow machine checks as much as a fast one.
        for (let n = 0; n < 5 || checks < 3; n++) {
          const id = await makeOrder(deps, { userId, productId });
          await payOrder(deps, { id, userId });
          if (i % 3 === 0) await refundOrder(deps, { id, actorId: userId, reason: "변심" });
        }
      }),
    ).finally(() => {
      busy = false;
    });
    while (busy) {
      const reports = await checkInvariants(deps.db, deps.config);
      expect(reports.filter((report) => !report.holds)).toEqual([]);
      checks += 1;
    }
    await traffic;
  });

  it("come to their end in a few slices when each answer of the database is late", async () => {
    await makeShoppers(deps, 400, 1_000);
    let slices = 0;
    const far: typeof deps.db = {
      ...deps.db,
      snapshot: async (read) => {
        slices += 1;
        await setTimeout(60);
        return deps.db.snapshot(read);
      },
    };
    await checkInvariants(far, deps.config);
    expect(slices).toBeLessThan(30);
  });

  it("a balance above the limit is allowed after a refund, and reported after a charge", async () => {
    const reports = await checkInvariants(deps.db, { maxBalance: 400_000 });
    expect(reports[1]).toMatchObject({ number: 2, holds: false });
    expect(provider).toBe(deps.db.provider);
  });
});
