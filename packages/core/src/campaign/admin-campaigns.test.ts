import {
  allAtOnce,
  makeCampaign,
  makeOrder,
  makeProduct,
  makeShopper,
  makeShoppers,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { listAuditEntries } from "../audit/list-audit-entries.ts";
import { issueCoupon } from "../coupon/issue-coupon.ts";
import { RefusalTally } from "../coupon/refusal-tally.ts";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { createCampaign } from "./create-campaign.ts";
import { getAdminCampaign } from "./get-admin-campaign.ts";
import { getCampaign } from "./get-campaign.ts";
import { listAdminCampaigns } from "./list-admin-campaigns.ts";
import { listCampaigns } from "./list-campaigns.ts";
import { listHolders } from "./list-holders.ts";
import { createCampaignInput, listAdminCampaignsInput } from "./schema.ts";
import { closeCampaign, pauseCampaign, resumeCampaign } from "./switch-campaign.ts";
import { extendCampaign, updateCampaign } from "./update-campaign.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  const hours = (n: number) => new Date(deps.clock.now().getTime() + n * 3_600_000);
  const terms = () => ({
    name: "가을 쿠폰",
    nameEn: "Autumn coupon",
    discountType: "PERCENT" as const,
    discountValue: 10,
    maxDiscount: 5_000,
    minOrderAmount: 20_000,
    totalQuantity: 100,
    opensAt: hours(1).toISOString(),
    closesAt: hours(24).toISOString(),
    validHours: 72,
  });
  const actions = async (subjectId: string) =>
    (await listAuditEntries(deps, { subjectId, size: 50 })).items.map(({ action }) => action);

  beforeEach(async () => {
    deps = testDeps(database());
    actorId = await makeShopper(deps, { role: "owner" });
  });

  it("makes a campaign that opens at its time", async () => {
    const { id, phase } = await createCampaign(deps, { actorId, ...terms() });
    expect(phase).toBe("UPCOMING");
    const userId = await makeShopper(deps);
    await expect(issueCoupon(deps, { id, userId })).rejects.toMatchObject({
      code: "COUPON_NOT_OPEN",
    });
    deps.clock.advance(3_600_000);
    await issueCoupon(deps, { id, userId });
    expect(await getAdminCampaign(deps, { id })).toMatchObject({ phase: "OPEN", issuedCount: 1 });
    expect(await actions(id)).toEqual(["campaign.create"]);
  });

  it("refuses contradictory terms and terms in the past", async () => {
    const bad = (more: object) => createCampaignInput.safeParse({ ...terms(), ...more }).success;
    expect(bad({})).toBe(true);
    expect(bad({ discountType: "FIXED", maxDiscount: null, discountValue: 3_000 })).toBe(true);
    expect(bad({ discountValue: 101 })).toBe(false);
    expect(bad({ maxDiscount: null })).toBe(false);
    expect(bad({ discountType: "FIXED" })).toBe(false);
    expect(bad({ closesAt: terms().opensAt })).toBe(false);
    expect(bad({ opensAt: "0000-01-01T00:00:00Z" })).toBe(false);
    expect(bad({ totalQuantity: 0 })).toBe(false);
    const past = {
      ...terms(),
      opensAt: hours(-2).toISOString(),
      closesAt: hours(-1).toISOString(),
    };
    await expect(createCampaign(deps, { actorId, ...past })).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
    });
  });

  it("allows changes of the terms until the opening, and not after it", async () => {
    const { id, version } = await createCampaign(deps, { actorId, ...terms() });
    deps.clock.advance(1);
    const changed = { ...terms(), totalQuantity: 50, name: "겨울 쿠폰" };
    expect(await updateCampaign(deps, { actorId, id, version, ...changed })).toMatchObject({
      totalQuantity: 50,
      name: "겨울 쿠폰",
      version: 2,
    });
    const [entry] = (await listAuditEntries(deps, { subjectId: id, size: 1 })).items;
    expect(entry).toMatchObject({
      before: { totalQuantity: 100, name: "가을 쿠폰" },
      after: { totalQuantity: 50, name: "겨울 쿠폰" },
    });
    deps.clock.advance(3_600_000);
    const late = updateCampaign(deps, { actorId, id, version: 2, ...terms() });
    await expect(late).rejects.toMatchObject({ code: "CAMPAIGN_ALREADY_OPEN" });
    expect(await getAdminCampaign(deps, { id })).toMatchObject({ totalQuantity: 50 });
  });

  it("gives an open campaign more coupons and time, and never fewer or less", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 1, closesAt: hours(2) });
    const issue = async () => issueCoupon(deps, { id, userId: await makeShopper(deps) });
    const extend = (totalQuantity: number, closesAt: Date, version = 1) =>
      extendCampaign(deps, {
        actorId,
        id,
        version,
        totalQuantity,
        closesAt: closesAt.toISOString(),
      });
    await issue();
    await expect(issue()).rejects.toMatchObject({ code: "COUPON_SOLD_OUT" });
    const refusals = [
      [0, hours(3), ["totalQuantity"]],
      [2, hours(1), ["closesAt"]],
      [1, hours(2), ["closesAt", "totalQuantity"]],
    ] as const;
    for (const [quantity, closesAt, fields] of refusals) {
      await expect(extend(quantity, closesAt)).rejects.toMatchObject({
        code: "VALIDATION_FAILED",
        details: { fields: fields.map((path) => ({ path })) },
      });
    }
    expect(await extend(2, hours(3))).toMatchObject({
      phase: "OPEN",
      totalQuantity: 2,
      closesAt: hours(3).toISOString(),
      version: 2,
    });
    await expect(extend(3, hours(3))).rejects.toMatchObject({ code: "CONFLICT" });
    await issue();
    await expect(issue()).rejects.toMatchObject({ code: "COUPON_SOLD_OUT" });
    const [entry] = (await listAuditEntries(deps, { subjectId: id, size: 1 })).items;
    expect(entry).toMatchObject({
      action: "campaign.extend",
      before: { totalQuantity: 1 },
      after: { totalQuantity: 2 },
    });
    deps.clock.advance(3 * 3_600_000);
    await expect(extend(3, hours(24), 2)).rejects.toMatchObject({ code: "CAMPAIGN_CLOSED" });
  });

  it("issues as many coupons as there are when it is extended in the middle of a rush", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 10 });
    const { closesAt } = await getAdminCampaign(deps, { id });
    const extend = (version: number, totalQuantity: number) => () =>
      extendCampaign(deps, { actorId, id, version, totalQuantity, closesAt });
    const rush = (shoppers: string[]) =>
      shoppers.map((userId) => () => issueCoupon(deps, { id, userId }));
    const [early, late] = [await makeShoppers(deps, 20), await makeShoppers(deps, 20)];
    const during = await allAtOnce<unknown>([
      ...rush(early),
      extend(1, 15),
      extend(1, 15),
      ...rush(late),
    ]);
    expect(during.refused.CONFLICT).toBe(1);
    // Who was told "sold out" before the extension may come again.
    const after = await allAtOnce(rush(await makeShoppers(deps, 20)));
    const issued = during.succeeded.length - 1 + after.succeeded.length;
    expect(issued).toBe(15);
    expect(await getAdminCampaign(deps, { id })).toMatchObject({
      issuedCount: 15,
      phase: "SOLD_OUT",
    });
  });

  it("shows the second of two editors what the first has changed", async () => {
    const { id, version } = await createCampaign(deps, { actorId, ...terms() });
    const { succeeded, refused } = await allAtOnce(
      times(4, (i) => () => {
        return updateCampaign(deps, { actorId, id, version, ...terms(), totalQuantity: 10 + i });
      }),
    );
    expect([succeeded.length, refused]).toEqual([1, { CONFLICT: 3 }]);
    const totalQuantity = succeeded[0]?.totalQuantity;
    await expect(updateCampaign(deps, { actorId, id, version, ...terms() })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { current: { totalQuantity, version: 2 } },
    });
    expect(await actions(id)).toEqual(["campaign.update", "campaign.create"]);
  });

  it("tells an editor that the campaign was paused, resumed or closed meanwhile", async () => {
    const { id } = await createCampaign(deps, { actorId, ...terms() });
    const edit = (version: number) => updateCampaign(deps, { actorId, id, version, ...terms() });
    expect((await pauseCampaign(deps, { actorId, id })).version).toBe(2);
    await expect(edit(1)).rejects.toMatchObject({ code: "CONFLICT" });
    // A change without effect does not raise the version.
    expect((await pauseCampaign(deps, { actorId, id })).version).toBe(2);
    expect((await resumeCampaign(deps, { actorId, id })).version).toBe(3);
    await expect(edit(2)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await edit(3)).version).toBe(4);
    expect((await closeCampaign(deps, { actorId, id })).version).toBe(5);
    await expect(edit(5)).rejects.toMatchObject({ code: "CAMPAIGN_CLOSED" });
  });

  it("does not count issuing a coupon as an edit of the campaign", async () => {
    const id = await makeCampaign(deps);
    await issueCoupon(deps, { id, userId: await makeShopper(deps) });
    expect((await getAdminCampaign(deps, { id })).version).toBe(1);
  });

  it("pauses, resumes and closes a campaign, each with one audit entry", async () => {
    const id = await makeCampaign(deps);
    const userId = await makeShopper(deps);
    const issue = () => issueCoupon(deps, { id, userId });
    expect(await pauseCampaign(deps, { actorId, id })).toMatchObject({ phase: "PAUSED" });
    expect(await pauseCampaign(deps, { actorId, id })).toMatchObject({ phase: "PAUSED" });
    await expect(issue()).rejects.toMatchObject({ code: "COUPON_NOT_OPEN" });
    deps.clock.advance(1);
    expect(await resumeCampaign(deps, { actorId, id })).toMatchObject({ phase: "OPEN" });
    await issue();
    deps.clock.advance(1);
    expect(await closeCampaign(deps, { actorId, id })).toMatchObject({ phase: "CLOSED" });
    for (const change of [pauseCampaign, resumeCampaign, closeCampaign]) {
      await expect(change(deps, { actorId, id })).rejects.toMatchObject({
        code: "CAMPAIGN_CLOSED",
      });
    }
    expect(await actions(id)).toEqual(["campaign.close", "campaign.resume", "campaign.pause"]);
  });

  it("calls off a campaign that has not opened, and keeps its planned window", async () => {
    const { id, opensAt, closesAt } = await createCampaign(deps, { actorId, ...terms() });
    await pauseCampaign(deps, { actorId, id });
    deps.clock.advance(1_000);
    const closedAt = deps.clock.now().toISOString();
    expect(await closeCampaign(deps, { actorId, id })).toMatchObject({
      phase: "CLOSED",
      opensAt,
      closesAt,
      closedAt,
    });
    await expect(resumeCampaign(deps, { actorId, id })).rejects.toMatchObject({
      code: "CAMPAIGN_CLOSED",
    });
    const [entry] = (await listAuditEntries(deps, { subjectId: id, size: 1 })).items;
    expect(entry).toMatchObject({ before: { closedAt: null }, after: { closedAt } });
    const shown = async () => [
      (await getCampaign(deps, { id })).phase,
      (await listCampaigns(deps)).items.some((campaign) => campaign.id === id),
    ];
    expect(await shown()).toEqual(["CLOSED", false]);
    deps.clock.advance(2 * 3_600_000);
    expect(await shown()).toEqual(["CLOSED", false]);
    const userId = await makeShopper(deps);
    await expect(issueCoupon(deps, { id, userId })).rejects.toMatchObject({
      code: "COUPON_NOT_OPEN",
    });
    expect((await getAdminCampaign(deps, { id })).issuedCount).toBe(0);
  });

  it.each([
    ["pause", pauseCampaign],
    ["close", closeCampaign],
  ])("issues no coupon once a %s has answered", async (_name, stop) => {
    const id = await makeCampaign(deps, { totalQuantity: 100 });
    const shoppers = await makeShoppers(deps, 20);
    const issued = async () => (await getAdminCampaign(deps, { id })).issuedCount;
    let atStop: number | undefined;
    await allAtOnce<unknown>([
      ...shoppers.map((userId) => () => issueCoupon(deps, { id, userId })),
      async () => {
        await stop(deps, { actorId, id });
        deps.clock.advance(1);
        atStop = await issued();
      },
    ]);
    for (const userId of shoppers) {
      await issueCoupon(deps, { id, userId }).catch(() => {});
    }
    const held = await deps.db.client.issuedCoupon.count({ where: { campaignId: id } });
    expect([await issued(), held]).toEqual([atStop, atStop]);
  });

  it("shows how many coupons were issued in each minute", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 10 });
    const shoppers = await makeShoppers(deps, 5);
    const issue = (i: number) => issueCoupon(deps, { id, userId: shoppers[i] ?? "" });
    await issue(0);
    deps.clock.advance(10 * 60_000);
    await issue(1);
    await issue(2);
    const { progress } = await getAdminCampaign(deps, { id });
    expect(progress.perMinute).toHaveLength(60);
    expect(progress.perMinute.at(-1)).toEqual({ at: "2026-11-22T03:10:00.000Z", issued: 2 });
    expect(progress.perMinute.at(-11)).toEqual({ at: "2026-11-22T03:00:00.000Z", issued: 1 });
    expect(progress.perMinute.reduce((sum, { issued }) => sum + issued, 0)).toBe(3);
    // Seven left at two a minute.
    expect(progress).toMatchObject({ ratePerMinute: 2, secondsToSellOut: 210 });
    deps.clock.advance(61_000);
    expect((await getAdminCampaign(deps, { id })).progress).toMatchObject({
      ratePerMinute: 0,
      secondsToSellOut: null,
    });
  });

  it("estimates the time to the sell-out from the opening on, not from a minute before", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 30, opensAt: deps.clock.now() });
    deps.clock.advance(2_000);
    for (const userId of await makeShoppers(deps, 10)) await issueCoupon(deps, { id, userId });
    // Ten in two seconds: twenty more take four.
    expect((await getAdminCampaign(deps, { id })).progress).toMatchObject({
      ratePerMinute: 10,
      secondsToSellOut: 4,
    });
  });

  it("shows when the last coupon was issued", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 2 });
    const [first = "", second = ""] = await makeShoppers(deps, 2);
    const soldOutAt = async () => (await getAdminCampaign(deps, { id })).progress.soldOutAt;
    await issueCoupon(deps, { id, userId: first });
    deps.clock.advance(1_500);
    expect(await soldOutAt()).toBeNull();
    await issueCoupon(deps, { id, userId: second });
    const then = deps.clock.now().toISOString();
    deps.clock.advance(60_000);
    expect(await soldOutAt()).toBe(then);
  });

  it("shows the state and the holder of each coupon", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 10, validHours: 1, discountValue: 1_000 });
    const productId = await makeProduct(deps);
    const shoppers = await makeShoppers(deps, 4, 100_000);
    const coupons = await Promise.all(
      shoppers.map(async (userId) => {
        deps.clock.advance(1);
        return (await retried(() => issueCoupon(deps, { id, userId }))).issuedCouponId;
      }),
    );
    const pay = async (i: number) => {
      const userId = shoppers[i] ?? "";
      const orderId = await makeOrder(deps, { userId, productId, issuedCouponId: coupons[i] });
      await payOrder(deps, { id: orderId, userId });
      return orderId;
    };
    const used = await pay(0);
    await refundOrder(deps, { id: await pay(1), actorId, reason: "변심" });
    expect((await getAdminCampaign(deps, { id })).progress).toMatchObject({
      used: 1,
      unused: 3,
      expired: 0,
      refundedBack: 1,
      revenue: 9_000,
      discountGiven: 1_000,
    });
    const holders = (more: object) => listHolders(deps, { id, size: 50, ...more });
    expect((await holders({ status: "USED" })).items).toMatchObject([
      { userId: shoppers[0], orderId: used, orderNumber: expect.stringMatching(/^\d{8}-/) },
    ]);
    expect((await holders({ status: "USABLE" })).items).toHaveLength(3);
    expect((await holders({ q: shoppers[2] })).items).toMatchObject([{ userId: shoppers[2] }]);
    const first = await holders({ size: 3 });
    const rest = await holders({ size: 3, cursor: first.nextCursor ?? "" });
    const ids = [...first.items, ...rest.items].map(({ issuedCouponId }) => issuedCouponId);
    expect(ids).toEqual([...coupons].sort().reverse());
    const numbers = [...first.items, ...rest.items].map(({ number }) => number);
    expect(numbers).toEqual([4, 3, 2, 1]);
    deps.clock.advance(3_600_000);
    expect((await holders({ status: "EXPIRED" })).items).toHaveLength(3);
    expect((await getAdminCampaign(deps, { id })).progress).toMatchObject({
      unused: 0,
      expired: 3,
    });
  });

  it("counts refusals by reason, and stores the counts of a reason in one go", async () => {
    const id = await makeCampaign(deps, { totalQuantity: 1 });
    let flushes = 0;
    const tally = new RefusalTally(deps, () => {
      flushes += 1;
    });
    const counting = { ...deps, refusals: tally };
    const [holder = "", ...others] = await makeShoppers(deps, 4);
    await issueCoupon(counting, { id, userId: holder });
    for (const userId of [holder, ...others]) {
      await issueCoupon(counting, { id, userId }).catch(() => {});
    }
    await issueCoupon(counting, { id: "unknown", userId: holder }).catch(() => {});
    await tally.flush();
    tally.add(id, "COUPON_SOLD_OUT");
    await tally.flush();
    await tally.flush();
    expect(flushes).toBe(2);
    expect((await getAdminCampaign(deps, { id })).progress.refused).toEqual([
      { reason: "COUPON_SOLD_OUT", count: 4 },
      { reason: "COUPON_ALREADY_ISSUED", count: 1 },
    ]);
  });

  it("lists by phase and name, newest first", async () => {
    const mark = `m${Date.now()}`;
    const make = async (more: object) => {
      deps.clock.advance(1);
      const campaign = { ...terms(), name: `${mark} %`, ...more };
      return (await createCampaign(deps, { actorId, ...campaign })).id;
    };
    const open = { opensAt: hours(-1).toISOString() };
    const upcoming = await make({});
    const running = await make(open);
    const soldOut = await make({ ...open, totalQuantity: 1 });
    await issueCoupon(deps, { id: soldOut, userId: await makeShopper(deps) });
    const paused = await make(open);
    await pauseCampaign(deps, { actorId, id: paused });
    const closed = await make(open);
    await closeCampaign(deps, { actorId, id: closed });
    const calledOff = await make({});
    await pauseCampaign(deps, { actorId, id: calledOff });
    await closeCampaign(deps, { actorId, id: calledOff });
    const ids = async (more: object) => {
      const input = listAdminCampaignsInput.parse({ q: `${mark.toUpperCase()} %`, ...more });
      return (await listAdminCampaigns(deps, input)).items.map(({ id }) => id);
    };
    expect(await ids({})).toEqual([calledOff, closed, paused, soldOut, running, upcoming]);
    expect(await ids({ phase: "UPCOMING" })).toEqual([upcoming]);
    expect(await ids({ phase: "OPEN" })).toEqual([running]);
    expect(await ids({ phase: "SOLD_OUT" })).toEqual([soldOut]);
    expect(await ids({ phase: "PAUSED" })).toEqual([paused]);
    expect(await ids({ phase: "CLOSED" })).toEqual([calledOff, closed]);
    expect(await ids({ cursor: soldOut, size: 1 })).toEqual([running]);
  });

  /** Several requests at once compete for the lock. */
  async function retried<T>(work: () => Promise<T>): Promise<T> {
    for (const _ of times(200, () => 0)) {
      try {
        return await work();
      } catch (error) {
        if ((error as { code?: string }).code !== "COUPON_BUSY") throw error;
      }
      await new Promise(setImmediate);
    }
    return work();
  }
});
