import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { Door, issueCoupon } from "@sunchak/core";
import { makeCampaign, makeShopper } from "@sunchak/testing";
import { newShopper, open } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

test.use({ seeded: false });

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000);
const issueToAnother = async (shop: Shop, id: string) =>
  issueCoupon(shop.deps, { id, userId: await makeShopper(shop.deps) });

/** How far a page's parts have jumped since it was opened (CLS, whatever the input). */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
        (window as unknown as { shifted: number }).shifted += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
/** Waits for the last five seconds before the opening. Returns how far the parts have jumped by then. */
const shiftsUntilLastSeconds = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          const said = [...document.querySelectorAll("main *")].map((one) => one.textContent);
          if (!said.includes("준비하세요") || !said.some((one) => /^[1-5]$/.test(one))) return;
          observer.disconnect();
          resolve((window as unknown as { shifted: number }).shifted);
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        look();
      }),
  );

test("the ticket waits, counts the last seconds, and tears off with the number, and nothing jumps until it opens", async ({
  page,
  shop,
}) => {
  test.setTimeout(120_000);
  await newShopper(shop, page);
  await watchShifts(page);
  const id = await makeCampaign(shop.deps, { totalQuantity: 50, opensAt: inSeconds(35) });
  await open(page, `/coupons/${id}`);
  await expect(page.getByText("대기실이에요. 곧 시작해요")).toBeVisible();
  await expect(page.getByText("이 화면에서 기다리세요.")).toBeVisible();
  expect(await shiftsUntilLastSeconds(page)).toBeLessThan(0.02);
  await expect(page.getByText("누르면 여기에 찍혀요")).toBeVisible();
  await issueToAnother(shop, id);
  await page.getByRole("button", { name: "쿠폰 받기" }).click();
  await expect(page.getByText("선착순으로 받았어요")).toBeVisible();
  await expect(page.getByText("2번째", { exact: true })).toBeVisible();

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "그림으로 간직하기" }).click();
  const picture = readFileSync(await (await downloading).path());
  expect(picture.subarray(1, 4).toString()).toBe("PNG");
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1080, 1350]);
  await expect(page.getByText("그림을 저장했어요.")).toBeVisible();
  await expect(page.getByRole("link", { name: "받은 순서 확인하기" })).toBeVisible();
});

test("who comes too late is told when the last coupon was issued, and by how much", async ({
  page,
  shop,
}) => {
  const id = await makeCampaign(shop.deps, { totalQuantity: 1 });
  // The page does not learn of the sell-out before it asks.
  await page.route("**/live", (route) =>
    route.fulfill({ status: 503, json: { code: "TOO_MANY_STREAMS", message: "" } }),
  );
  await page.route("**/api/trpc/coupon.get*", (route) => route.abort());
  await newShopper(shop, page);
  await open(page, `/coupons/${id}`);
  const button = page.getByRole("button", { name: "쿠폰 받기" });
  await expect(button).toBeVisible();
  const issuedAt = new Date(Date.now() - 20_000);
  const door = new Door(() => issuedAt.getTime());
  const earlier = { ...shop.deps, door, clock: { now: () => issuedAt } };
  await issueCoupon(earlier, { id, userId: await makeShopper(shop.deps) });
  await button.click();
  await expect(page.getByText("쿠폰이 모두 소진됐어요")).toBeVisible();
  const told = page.getByText(
    /마지막 쿠폰은 \d\d:\d\d:\d\d\.\d에 발급됐어요\. 버튼을 누른 때는 약 [\d.]+초 뒤였어요\./,
  );
  await expect(told).toBeVisible();
  const [, seconds] = /약 ([\d.]+)초/.exec((await told.textContent()) ?? "") ?? [];
  const secondsAgo = (Date.now() - issuedAt.getTime()) / 1_000;
  expect(Number(seconds)).toBeGreaterThan(19);
  expect(Number(seconds)).toBeLessThan(secondsAgo + 1);
  await expect(page.getByText("이번에는 받지 못했어요")).toBeVisible();
});

test("a campaign that is sold out says since when", async ({ page, shop }) => {
  const id = await makeCampaign(shop.deps, { totalQuantity: 1 });
  await issueToAnother(shop, id);
  await open(page, `/coupons/${id}`);
  await expect(
    page.getByText(/^마지막 쿠폰은 \d\d:\d\d:\d\d\.\d에 발급됐어요\. 다른 쿠폰을 살펴보세요\.$/),
  ).toBeVisible();
});
