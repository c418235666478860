import { readFileSync } from "node:fs";
import { makeShopper, onEachDatabase, type TestDeps, testDeps } from "@sunchak/testing";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { storeSalesHours } from "../../dashboard/sales-hours.ts";
import { aggregateRanking } from "../../ranking/aggregate-ranking.ts";
import { storeReportPeriods } from "../../report/stored-periods.ts";
import { repairDoubts } from "../schema.ts";
import { makeTamperedShop, tampered } from "../tampered.fixture.ts";
import { brokenRows, followCheck, readShop } from "./repair.fixture.ts";

/** What no record shows, and the doubts that say so. */
const unsure: Record<string, string[]> = {
  "DELETE FROM issued_coupons WHERE used_at IS NULL": [
    "issuedCount couponsMissing",
    "log couponsMissing",
  ],
  "UPDATE issued_coupons SET door = 'other'": ["log logChanged"],
  "UPDATE issued_coupons SET arrived_at = '2026-11-22T02:59:59.999999Z'": ["log logChanged"],
  "UPDATE issued_coupons SET user_id = 'stranger'": ["log logChanged"],
  "UPDATE issued_coupons SET salt = 'another'": ["log logChanged"],
  "UPDATE issued_coupons SET number = NULL, door = NULL, arrived_at = NULL, salt = NULL, holder = NULL, hash = NULL WHERE used_at IS NULL":
    ["log logChanged"],
  "UPDATE coupon_campaigns SET head_hash = id": ["log logChanged"],
};

it("the runbook says of each doubt how to find out", () => {
  const runbook = readFileSync(new URL("../../../../../docs/runbook.md", import.meta.url), "utf8");
  const section = runbook.slice(runbook.indexOf("## InvariantBroken"));
  const headings = section.match(/(?<=^### )\w+$/gm) ?? [];
  expect(headings.sort()).toEqual([...repairDoubts].sort());
});

onEachDatabase((database) => {
  let deps: TestDeps;
  let actorId: string;

  beforeAll(async () => {
    deps = testDeps(database());
    await makeTamperedShop(deps);
    // So that the hours and the day of its sales are over.
    deps.clock.advance(25 * 3_600_000);
    actorId = await makeShopper(deps, { role: "owner" });
  });

  beforeEach(async () => {
    await forgetPeriods();
    deps.clock.advance(60_000);
    await aggregateRanking(deps);
  });

  async function restore({ coupons, campaigns }: Awaited<ReturnType<typeof readShop>>) {
    for (const data of campaigns) {
      await deps.db.client.couponCampaign.update({ where: { id: data.id }, data });
    }
    for (const row of coupons) {
      const where = { id: row.id };
      await deps.db.client.issuedCoupon.upsert({ where, create: row, update: row });
    }
  }

  /** What is stored of hours, days and months that are over. */
  async function storePeriods() {
    await storeSalesHours(deps);
    await storeReportPeriods(deps);
    const { salesHour, reportPeriod } = deps.db.client;
    return [
      await salesHour.findMany({ orderBy: { hour: "asc" } }),
      await reportPeriod.findMany({ orderBy: { startsAt: "asc" } }),
    ];
  }
  async function forgetPeriods() {
    await deps.db.client.salesHour.deleteMany();
    await deps.db.client.reportPeriod.deleteMany();
  }

  it.each([...new Set(tampered.map(([, sql]) => sql))])("mends %s", async (sql) => {
    const before = await readShop(deps);
    await deps.db.client.$executeRawUnsafe(sql);
    expect(await brokenRows(deps)).not.toEqual([]);
    await forgetPeriods();
    await storePeriods();
    const expected = unsure[sql] ?? [];
    expect(await followCheck(deps, actorId)).toEqual(expected);
    if (expected.length > 0) await restore(before);
    expect(await brokenRows(deps)).toEqual([]);
    expect(await readShop(deps)).toEqual(before);
    // What was stored of the broken rows is right again, too.
    const stored = await storePeriods();
    await forgetPeriods();
    expect(stored).toEqual(await storePeriods());
  });

  it("forgets what is stored of the reports where it is wrong, and counts it anew", async () => {
    const before = await storePeriods();
    await deps.db.client.$executeRaw`
      UPDATE report_periods SET totals = REPLACE(totals, '"firstOrders":', '"firstOrders":7')`;
    expect(await brokenRows(deps)).toMatchObject([{ kind: "reportPeriod" }]);
    expect(await followCheck(deps, actorId)).toEqual([]);
    expect(await deps.db.client.reportPeriod.count()).toBe(0);
    expect(await storePeriods()).toEqual(before);
  });
});
