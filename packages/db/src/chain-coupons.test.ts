import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createTestDatabase, times } from "@sunchak/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { firstHash, holderHash, nextHash } from "./coupon-log.ts";
import { deployMigrations } from "./migrate.ts";

/** More than are chained at a time. */
const MANY = 15_000;
const start = new Date("2026-11-01T00:00:00.000Z");

describe.each(["sqlite", "postgresql"] as const)("on %s", (provider) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeEach(async () => {
    database = await createTestDatabase(provider);
  });
  afterEach(() => database.drop());

  /** A database as a version without the log left it: each coupon was issued a bit before the last. */
  const asBefore = async (campaigns: Record<string, number>) => {
    const { client } = database.db;
    await client.user.createMany({
      data: times(Math.max(...Object.values(campaigns)), (i) => ({
        id: `u${i}`,
        name: "",
        email: `u${i}@example.com`,
      })),
    });
    for (const [id, count] of Object.entries(campaigns)) {
      await client.couponCampaign.create({
        data: {
          ...{ id, name: "", nameEn: "", discountType: "FIXED", discountValue: 1 },
          ...{ minOrderAmount: 0, totalQuantity: MANY, issuedCount: count, validHours: 1 },
          ...{ opensAt: start, closesAt: new Date("2026-12-01"), createdAt: start },
        },
      });
      const data = times(count, (i) => ({
        ...{ id: `${id}-${i}`, campaignId: id, userId: `u${i}`, expiresAt: start },
        issuedAt: new Date(start.getTime() + Math.floor((count - i) / 2)),
      }));
      await client.issuedCoupon.createMany({ data });
    }
  };
  const chained = () => database.db.client.issuedCoupon.count({ where: { number: { not: null } } });

  /** The campaign's coupons in the order of the chain, which is checked. */
  const readChain = async (campaignId: string) => {
    const { client } = database.db;
    const coupons = await client.issuedCoupon.findMany({
      where: { campaignId },
      orderBy: { number: "asc" },
    });
    let hash = firstHash(campaignId);
    for (const [i, { id, userId, issuedAt, ...line }] of coupons.entries()) {
      const salt = line.salt ?? "";
      const holder = holderHash({ salt, id, userId });
      const arrivedAt = issuedAt.toISOString().replace("Z", "000Z");
      const expected = { number: i + 1, door: "before", arrivedAt, holder };
      hash = nextHash(hash, expected);
      expect(line).toMatchObject({ ...expected, hash });
    }
    const campaign = await client.couponCampaign.findUniqueOrThrow({ where: { id: campaignId } });
    expect([campaign.headNumber, campaign.headHash]).toEqual([
      coupons.length,
      coupons.length > 0 ? hash : null,
    ]);
    return coupons;
  };

  test("coupons that were issued before are chained by issue time and id", async () => {
    await asBefore({ large: 1_234, small: 2, none: 0 });
    await deployMigrations(database.url);
    const ids = (await readChain("large")).map(({ id }) => id);
    const byTime = times(1_234, (i) => [Math.floor((1_234 - i) / 2), `large-${i}`] as const);
    byTime.sort(([at, id], [otherAt, other]) => at - otherAt || (id < other ? -1 : 1));
    expect(ids).toEqual(byTime.map(([, id]) => id));
    await readChain("small");
    await readChain("none");
    const salts = await database.db.client.issuedCoupon.findMany({ select: { salt: true } });
    expect(new Set(salts.map(({ salt }) => salt)).size).toBe(1_236);
  });

  test("the next deployment completes one that was killed while chaining, and keeps its lines", async () => {
    await asBefore({ large: MANY });
    const script = join(import.meta.dirname, "../scripts/deploy.ts");
    const child = spawn(process.execPath, ["--import", "tsx", script], {
      env: { ...process.env, DATABASE_URL: database.url },
      stdio: "ignore",
    });
    const ended = once(child, "close");
    while (child.exitCode === null && (await chained()) === 0) await pause(1);
    child.kill("SIGKILL");
    await ended;
    const before = await database.db.client.issuedCoupon.findMany({
      where: { number: { not: null } },
      orderBy: { number: "asc" },
    });
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(MANY);
    await deployMigrations(database.url);
    const after = await readChain("large");
    expect(after).toHaveLength(MANY);
    expect(after.slice(0, before.length)).toEqual(before);
  });
});
