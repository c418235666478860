import { setTimeout as backOff } from "node:timers/promises";
import { createLockDriver, type LockDriver } from "@sunchak/lock";
import {
  allAtOnce,
  expectInvariants,
  freePort,
  makeCampaign,
  makeShopper,
  makeShoppers,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { getCampaign } from "../campaign/get-campaign.ts";
import { listCampaigns } from "../campaign/list-campaigns.ts";
import { discountFor } from "./discount.ts";
import { findHeldCoupon } from "./find-held-coupon.ts";
import { issueCoupon } from "./issue-coupon.ts";
import { listUserCoupons } from "./list-user-coupons.ts";

const HOUR = 3_600_000;

/**
 * A lock that lets everybody in, as if it had expired or been bypassed. Each call gets its own
 * copy; with a shared one the calls would wait for each other in one queue.
 */
const noLock: LockDriver = {
  acquire: async () => true,
  release: async () => true,
  close: async () => {},
};

/** A lock whose store does not answer. */
const unreachable: LockDriver = {
  acquire: async () => {
    throw new Error("connection refused");
  },
  release: async () => {
    throw new Error("connection refused");
  },
  close: async () => {},
};

describe("discountFor", () => {
  const percent = { discountType: "PERCENT", discountValue: 15, maxDiscount: 5_000 };
  it.each([
    [percent, 9_999, 1_499],
    [percent, 33_333, 4_999],
    [percent, 1_000_000, 5_000],
    [percent, 0, 0],
    [{ discountType: "FIXED", discountValue: 3_000, maxDiscount: null }, 10_000, 3_000],
    [{ discountType: "FIXED", discountValue: 3_000, maxDiscount: null }, 2_000, 2_000],
    [{ discountType: "PERCENT", discountValue: 100, maxDiscount: 50_000 }, 7_777, 7_777],
  ])("%o off %d is %d", (coupon, subtotal, off) => {
    expect(discountFor(coupon, subtotal)).toBe(off);
  });
});

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let userId: string;
  const after = (ms: number) => new Date(deps.clock.now().getTime() + ms);

  beforeEach(async () => {
    deps = testDeps(database());
    userId = await makeShopper(deps);
  });

  it("issues a coupon that lasts as long as the campaign says", async () => {
    const id = await makeCampaign(deps, { validHours: 48 });
    const issued = await issueCoupon(deps, { id, userId });
    expect(issued).toEqual({
      issuedCouponId: expect.any(String),
      couponId: id,
      expiresAt: after(48 * HOUR).toISOString(),
      number: 1,
      receipt: expect.objectContaining({ number: 1 }),
    });
    const mine = await listUserCoupons(deps, { userId });
    expect(mine.items).toMatchObject([
      { issuedCouponId: issued.issuedCouponId, couponId: id, status: "USABLE" },
    ]);
    deps.clock.advance(48 * HOUR);
    expect((await listUserCoupons(deps, { userId })).items).toMatchObject([{ status: "EXPIRED" }]);
  });

  it("tells a shopper the own coupon of a campaign, with its number, and nobody else's", async () => {
    const [id, other] = [await makeCampaign(deps), await makeCampaign(deps)];
    await issueCoupon(deps, { id, userId: await makeShopper(deps) });
    expect(await findHeldCoupon(deps, { id, userId })).toBeNull();
    const { expiresAt } = await issueCoupon(deps, { id, userId });
    const held = { number: 2, expiresAt, status: "USABLE" };
    expect(await findHeldCoupon(deps, { id, userId })).toEqual(held);
    deps.clock.advance(Date.parse(expiresAt) - deps.clock.now().getTime());
    expect(await findHeldCoupon(deps, { id, userId })).toEqual({ ...held, status: "EXPIRED" });
    for (const unheld of [other, "unknown", "\u0000"]) {
      expect(await findHeldCoupon(deps, { id: unheld, userId })).toBeNull();
    }
  });

  it("refuses in the spec's order: unknown, already issued, not open, sold out", async () => {
    const issue = (id: string, who = userId) => issueCoupon(deps, { id, userId: who });
    for (const id of ["unknown", "", "\u0000", "a/b"]) {
      await expect(issue(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    const soldOut = await makeCampaign(deps, { totalQuantity: 1 });
    await issue(soldOut);
    await expect(issue(soldOut)).rejects.toMatchObject({ code: "COUPON_ALREADY_ISSUED" });
    const other = await makeShopper(deps);
    await expect(issue(soldOut, other)).rejects.toMatchObject({ code: "COUPON_SOLD_OUT" });

    const notOpen = { code: "COUPON_NOT_OPEN" };
    const upcoming = await makeCampaign(deps, { opensAt: after(1) });
    await expect(issue(upcoming)).rejects.toMatchObject(notOpen);
    const paused = await makeCampaign(deps, { paused: true });
    await expect(issue(paused)).rejects.toMatchObject(notOpen);
    const closing = await makeCampaign(deps, { closesAt: after(1_000) });
    await issue(closing);
    deps.clock.advance(1_000);
    await expect(issue(closing)).rejects.toMatchObject({ code: "COUPON_ALREADY_ISSUED" });
    await expect(issue(closing, other)).rejects.toMatchObject(notOpen);
    const gone = await makeCampaign(deps, { closesAt: after(1_000), totalQuantity: 1 });
    await issue(gone);
    deps.clock.advance(1_000);
    await expect(issue(gone, other)).rejects.toMatchObject(notOpen);
  });

  it("opens and closes to the millisecond", async () => {
    const id = await makeCampaign(deps, { opensAt: after(5), closesAt: after(10) });
    deps.clock.advance(4);
    expect((await getCampaign(deps, { id })).phase).toBe("UPCOMING");
    deps.clock.advance(1);
    expect((await getCampaign(deps, { id })).phase).toBe("OPEN");
    await issueCoupon(deps, { id, userId });
    deps.clock.advance(5);
    expect((await getCampaign(deps, { id })).phase).toBe("CLOSED");
  });

  it("lists upcoming, open and sold-out campaigns, not paused or closed ones", async () => {
    const shown = [
      await makeCampaign(deps, { opensAt: after(-3 * HOUR) }),
      await makeCampaign(deps, { opensAt: after(-2 * HOUR), totalQuantity: 1 }),
      await makeCampaign(deps, { opensAt: after(HOUR) }),
    ];
    await issueCoupon(deps, { id: shown[1] ?? "", userId });
    const hidden = [
      await makeCampaign(deps, { paused: true }),
      await makeCampaign(deps, { opensAt: after(-2 * HOUR), closesAt: after(0) }),
    ];
    const { items } = await listCampaigns(deps);
    const ids = items.map((item) => item.id);
    expect(ids.filter((id) => shown.includes(id))).toEqual(shown);
    expect(ids.filter((id) => hidden.includes(id))).toEqual([]);
    expect(items.find((item) => item.id === shown[1])).toMatchObject({ remainingQuantity: 0 });
  });

  it("answers busy at once while another holds the lock", async () => {
    const id = await makeCampaign(deps);
    expect(await deps.lock.acquire(`lock:coupon:${id}`, "another", 60_000)).toBe(true);
    await expect(issueCoupon(deps, { id, userId })).rejects.toMatchObject({
      code: "COUPON_BUSY",
      details: { retryAfterSeconds: 1 },
    });
    await deps.lock.release(`lock:coupon:${id}`, "another");
    await issueCoupon(deps, { id, userId });
  });

  it("issues on the database's guarantees alone, with a warning, when the lock is unreachable", async () => {
    const alone = testDeps(database(), { lock: unreachable });
    const id = await makeCampaign(deps, { totalQuantity: 3 });
    const shoppers = await makeShoppers(deps, 10);
    const { succeeded, refused } = await allAtOnce(
      shoppers.map((shopper) => () => issueCoupon(alone, { id, userId: shopper })),
    );
    expect(succeeded).toHaveLength(3);
    expect(refused).toEqual({ COUPON_SOLD_OUT: 7 });
    expect(alone.logged[0]).toMatchObject({ level: "warn", fields: { campaignId: id } });
    await expectInvariants(deps);
  });

  it("issues one coupon to a shopper who asks 30 times at once without the lock", async () => {
    const id = await makeCampaign(deps);
    const { succeeded, refused } = await allAtOnce(
      times(30, () => () => issueCoupon({ ...deps, lock: { ...noLock } }, { id, userId })),
    );
    expect(succeeded).toHaveLength(1);
    expect(refused).toEqual({ COUPON_ALREADY_ISSUED: 29 });
    await expectInvariants(deps);
  });

  it("issues nothing extra when the lock expires in the middle of an issue", async () => {
    const { lock } = deps;
    const expiring: LockDriver = { ...lock, acquire: (key, token) => lock.acquire(key, token, 1) };
    const id = await makeCampaign(deps, { totalQuantity: 5 });
    const shoppers = await makeShoppers(deps, 40);
    const issued = await allAtOnce(
      shoppers.map(
        (shopper) => () => issueCoupon({ ...deps, lock: { ...expiring } }, { id, userId: shopper }),
      ),
    );
    const { issuedCount } = await deps.db.client.couponCampaign.findUniqueOrThrow({
      where: { id },
    });
    expect(issued.succeeded).toHaveLength(issuedCount);
    expect(issuedCount).toBeLessThanOrEqual(5);
    await expectInvariants(deps);
  });

  it("logs once why it goes without the lock, also when another caller met the failure", async () => {
    const id = await makeCampaign(deps);
    const url = `redis://127.0.0.1:${await freePort()}`;
    const lock = createLockDriver({ kind: "redis", url });
    await expect(lock.release("health", "nobody")).rejects.toThrow();
    for (const userId of await makeShoppers(deps, 3))
      await issueCoupon({ ...deps, lock }, { id, userId });
    await lock.close();
    const reason = "issuing a coupon without its lock";
    expect(deps.logged.filter(({ message }) => message === reason)).toMatchObject([
      {
        level: "warn",
        fields: { campaignId: id, error: expect.not.stringContaining("not asked") },
      },
    ]);
  });

  it("issues exactly 100 coupons for 500 requests by 300 shoppers without the lock", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 100 });
    const shoppers = await makeShoppers(deps, 300);
    const { succeeded, refused } = await allAtOnce(
      times(
        500,
        (i) => () =>
          issueCoupon({ ...deps, lock: { ...noLock } }, { id, userId: shoppers[i % 300] ?? "" }),
      ),
    );
    expect(succeeded).toHaveLength(100);
    expect((refused.COUPON_SOLD_OUT ?? 0) + (refused.COUPON_ALREADY_ISSUED ?? 0)).toBe(400);
    const holders = await deps.db.client.issuedCoupon.groupBy({
      by: "userId",
      where: { campaignId: id },
    });
    expect(holders).toHaveLength(100);
    await expectInvariants(deps);
  });

  it("issues exactly 100 coupons for 500 requests by 300 shoppers who retry while busy", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 100 });
    const shoppers = await makeShoppers(deps, 300);
    const locked = { ...deps, lock: createLockDriver({ kind: "memory" }) };
    const untilAnswered = async (shopper: string): Promise<string> => {
      for (;;) {
        const code = await issueCoupon(locked, { id, userId: shopper }).then(
          () => "ISSUED",
          (error) => error.code as string,
        );
        if (code !== "COUPON_BUSY") return code;
        await backOff(Math.random() * 20);
      }
    };
    const answers = await Promise.all(times(500, (i) => untilAnswered(shoppers[i % 300] ?? "")));
    expect(answers.filter((code) => code === "ISSUED")).toHaveLength(100);
    expect(new Set(answers)).toEqual(
      new Set(["ISSUED", "COUPON_SOLD_OUT", "COUPON_ALREADY_ISSUED"]),
    );
    await expectInvariants(deps);
  });
});
