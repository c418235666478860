import type { Page } from "@playwright/test";
import { chargeBalance, issueCoupon, pauseCampaign, payOrder, resumeCampaign } from "@sunchak/core";
import { makeCampaign, makeOrder, makeProduct, makeShopper } from "@sunchak/testing";
import { newShopper, open } from "../../admin.ts";
import { expect, test } from "../../shop.ts";

test.use({ seeded: false });

const getButton = (page: Page) => page.getByRole("button", { name: "쿠폰 받기" });

test("a press that meets a pause is refused, and nothing of that stays when it is open again", async ({
  page,
  shop,
}) => {
  const id = await makeCampaign(shop.deps, { totalQuantity: 10 });
  const acting = { id, actorId: await makeShopper(shop.deps, { role: "owner" }) };
  await newShopper(shop, page);
  await open(page, `/coupons/${id}`);
  await page.route("**/api/trpc/coupon.issue*", async (route) => {
    await pauseCampaign(shop.deps, acting);
    await route.continue();
  });
  await getButton(page).click();
  await expect(page.getByText("잠시 멈췄어요")).toBeVisible();
  await page.unroute("**/api/trpc/coupon.issue*");
  await resumeCampaign(shop.deps, acting);
  await expect(getButton(page)).toBeVisible();
  await expect(page.getByText(/받는 시간이 끝났어요|지금은 받을 수 없는/)).toHaveCount(0);
});

test("a press after a stop says the number of the coupon that the stopped press got", async ({
  page,
  shop,
}) => {
  const id = await makeCampaign(shop.deps, { totalQuantity: 10 });
  const { id: userId } = await newShopper(shop, page);
  await issueCoupon(shop.deps, { id, userId: await makeShopper(shop.deps) });
  await open(page, `/coupons/${id}`);
  await page.route("**/api/trpc/coupon.issue*", (route) => route.abort());
  await getButton(page).click();
  await page.getByRole("button", { name: "그만하기" }).press("Enter");
  await expect(page.getByText(/번 시도하고 멈췄어요/)).toBeVisible();
  // The keyboard goes on where the pressed button was.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "다시 받기" })).toBeFocused();
  await issueCoupon(shop.deps, { id, userId });
  await page.unroute("**/api/trpc/coupon.issue*");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/2번째로 받았어요\. .*까지 쓸 수 있어요/)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "상품 고르기" })).toBeFocused();
});

test("a coupon that was used is said to be used where it was got, and not called usable", async ({
  page,
  shop,
}) => {
  const { id: userId } = await newShopper(shop, page);
  const id = await makeCampaign(shop.deps);
  const { issuedCouponId } = await issueCoupon(shop.deps, { id, userId });
  const productId = await makeProduct(shop.deps, { price: 10_000 });
  await chargeBalance(shop.deps, { userId, amount: 10_000 });
  const order = await makeOrder(shop.deps, { userId, productId, issuedCouponId });
  await payOrder(shop.deps, { id: order, userId });
  await open(page, `/coupons/${id}`);
  await expect(page.getByText("이미 쓴 쿠폰이에요")).toBeVisible();
  await expect(page.getByText(/까지 쓸 수 있어요/)).toBeHidden();
  await expect(page.getByRole("link", { name: "상품 고르기" })).toBeHidden();
  await expect(page.getByRole("link", { name: "내 쿠폰 보기" })).toBeVisible();
});
