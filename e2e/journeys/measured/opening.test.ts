import { issueCoupon } from "@sunchak/core";
import { makeCampaign, makeShopper } from "@sunchak/testing";
import { newShopper, open } from "../../admin.ts";
import { expect, test } from "../../shop.ts";
import { slowDown } from "../../slow-phone.ts";

test.use({ seeded: false });

test("on a slow phone it opens on time, and one press gets the coupon and its number", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  const opensAt = new Date(Date.now() + 60_000);
  const id = await makeCampaign(shop.deps, { totalQuantity: 10, opensAt });
  const { id: userId } = await newShopper(shop, page);
  await slowDown(page);
  await open(page, `/coupons/${id}`);
  await expect(page.getByRole("button", { name: "아직 열리지 않았어요" })).toBeVisible();
  const openedAt = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          const buttons = [...document.querySelectorAll("main button")];
          if (!buttons.some(({ textContent }) => textContent === "쿠폰 받기")) return;
          observer.disconnect();
          resolve(Date.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        look();
      }),
  );
  expect(Math.abs(openedAt - opensAt.getTime())).toBeLessThanOrEqual(500);
  await issueCoupon(shop.deps, { id, userId: await makeShopper(shop.deps) });
  await page.getByRole("button", { name: "쿠폰 받기" }).click();
  await expect(page.getByText("2번째로 받았어요")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("10장 중 8장 남았어요")).toBeVisible();
  const where = { campaignId: id, userId };
  expect(await shop.db.client.issuedCoupon.findMany({ where })).toMatchObject([{ number: 2 }]);
});
