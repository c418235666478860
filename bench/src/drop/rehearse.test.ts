import { expect, onTestFinished, test } from "vitest";
import { findLost } from "./find-lost.ts";
import { LEAD_MS, rehearse } from "./rehearse.ts";
import { openSmallShop } from "./small-shop.fixture.ts";

const SHOPPERS = 300;
const COUPONS = 60;

test("everybody gets a final answer under one key, although the shop is busy and a process dies", async () => {
  const shop = openSmallShop(COUPONS);
  const processes = [await shop.startProcess(), await shop.startProcess()];
  onTestFinished(() => {
    for (const { kill } of processes) kill();
  });
  const urls = processes.map(({ url }) => url);

  const rehearsal = await rehearse({
    couponId: "drop",
    authorizations: Array.from({ length: SHOPPERS }, (_, n) => `Bearer ${n}`),
    urlsOf: (n) => (n % 2 === 0 ? urls : urls.toReversed()),
    watchers: 100,
    async opensAt() {
      const at = Date.now() + LEAD_MS;
      shop.openAt(at);
      return at;
    },
    spreadMs: 500,
    interruption: { share: 0.5, interrupt: () => processes[0]?.kill() },
    observe: () => ({ cpu: 0, memory: 0 }),
    say: () => {},
  });

  const { page, files, calls, streams, answers, live, outcomes, held } = rehearsal;
  expect(page.measure.calls).toBe(SHOPPERS);
  expect(files.measure.calls).toBe(SHOPPERS * 2);
  expect(calls.measure.calls).toBe(SHOPPERS * 4);
  expect(streams.measure.calls).toBe(100);
  expect(answers.measure.calls).toBe(SHOPPERS);
  expect(outcomes.filter(({ coupon }) => coupon)).toHaveLength(COUPONS);
  expect(outcomes.some(({ busy }) => busy > 0)).toBe(true);
  expect([...shop.keys.values()].every((keys) => keys.size === 1)).toBe(true);
  expect(findLost(outcomes, held)).toEqual([]);
  expect(live.reconnected).toBe(50);
  expect(live.age.p99).toBeLessThan(2_000);
  expect(live.openKnownAfter).toBeLessThan(2_000);
});

test("an answer that the shop did not store, and a stored coupon that nobody was told of, are lost", () => {
  const coupon = { issuedCouponId: "a", number: 1 };
  const told = (coupon: { issuedCouponId: string; number: number } | null) => ({
    coupon,
    pressedAt: 0,
    answeredAt: 0,
    busy: 0,
    early: 0,
    unanswered: 0,
    positions: [],
  });
  const outcomes = [told(coupon), told(null), told(coupon), told(null)];
  const held = [coupon, null, { ...coupon, number: 2 }, coupon];
  expect(findLost(outcomes, held).map(({ shopper }) => shopper)).toEqual([2, 3]);
});
