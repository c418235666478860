import { makeCampaign } from "@sunchak/testing";
import { newShopper, open } from "../../admin.ts";
import { expect, test } from "../../shop.ts";

test.use({ seeded: false });

/** Shorter than the wait between two tries. */
const AT_ONCE = { timeout: 1_500 };

test("a press for a coupon offline gets it when the browser is online again", async ({
  page,
  context,
  shop,
}) => {
  const id = await makeCampaign(shop.deps, { totalQuantity: 10 });
  const { id: userId } = await newShopper(shop, page);
  await open(page, `/coupons/${id}`);
  const get = page.getByRole("button", { name: "쿠폰 받기" });
  await expect(get).toBeEnabled();
  await context.setOffline(true);
  await get.click();
  await expect(page.getByText("연결되면 자동으로 다시 시도해요")).toBeVisible(AT_ONCE);
  expect(await shop.db.client.issuedCoupon.count({ where: { userId } })).toBe(0);
  await context.setOffline(false);
  await expect(page.getByText("1번째로 받았어요")).toBeVisible(AT_ONCE);
  expect(await shop.db.client.issuedCoupon.count({ where: { userId } })).toBe(1);
});
