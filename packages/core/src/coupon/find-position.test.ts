import { makeCampaign, makeShoppers, onEachDatabase, testDeps } from "@sunchak/testing";
import { expect, it } from "vitest";
import { findPosition, issueCoupon } from "./issue-coupon.ts";

onEachDatabase((database) => {
  it("says how many requests are answered before one, as long as it waits", async () => {
    const deps = testDeps(database());
    const { lock } = deps;
    let grant = () => {};
    const granted = new Promise<void>((resolve) => {
      grant = resolve;
    });
    deps.lock = { ...lock, acquire: (...call) => granted.then(() => lock.acquire(...call)) };
    const [id, other] = [await makeCampaign(deps), await makeCampaign(deps)];
    const shoppers = await makeShoppers(deps, 3);
    const keys = ["first press", "second press", "third press"];
    const answers = shoppers.map((userId, i) =>
      issueCoupon(deps, { id, userId, idempotencyKey: keys[i] }),
    );
    const positions = (campaign = id) =>
      keys.map((idempotencyKey) => findPosition(deps, { id: campaign, idempotencyKey }));
    expect(positions()).toEqual([{ before: 0 }, { before: 1 }, { before: 2 }]);
    expect(positions(other)).toEqual([null, null, null]);
    grant();
    expect((await Promise.all(answers)).map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(positions()).toEqual([null, null, null]);
  });
});
