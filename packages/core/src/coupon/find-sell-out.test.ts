import { findSellOut, issueCoupon, listLog } from "@sunchak/core";
import { makeCampaign, makeShopper, onEachDatabase, testDeps } from "@sunchak/testing";
import { expect, test } from "vitest";

onEachDatabase((database) => {
  test("a campaign is sold out since its last coupon's request arrived, and not before", async () => {
    const deps = testDeps(database());
    const id = await makeCampaign(deps, { totalQuantity: 2 });
    const issue = async () => issueCoupon(deps, { id, userId: await makeShopper(deps) });
    expect(await findSellOut(deps, { id })).toBeNull();
    await issue();
    expect(await findSellOut(deps, { id })).toBeNull();
    deps.clock.advance(1_234);
    await issue();
    const { items } = await listLog(deps, { id, after: 1, size: 1 });
    expect(await findSellOut(deps, { id })).toEqual({ at: items[0]?.arrivedAt });
    expect(Date.parse(items[0]?.arrivedAt ?? "")).toBe(deps.clock.now().getTime());
  });

  test("of what is no campaign, nobody knows it", async () => {
    for (const id of ["nope", "\u0000", ""]) {
      expect(await findSellOut({ db: database() }, { id })).toBeNull();
    }
  });
});
