import type { Page } from "@playwright/test";
import { issueCoupon } from "@sunchak/core";
import { makeCampaign, makeCoupon, makeProduct, makeShopper } from "@sunchak/testing";
import { newShopper, open, untilAlive } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

/** Nothing is open but what a test makes. */
test.use({ seeded: false });
test.beforeEach(({ shop }) =>
  shop.db.client.couponCampaign.updateMany({ data: { pausedAt: new Date() } }),
);

const product = (shop: Shop, price = 29_000) =>
  makeProduct(shop.deps, { name: "쿠폰과 만나는 잔", price });
const five = { discountValue: 5_000, minOrderAmount: 20_000 };
const order = (page: Page, total: string) =>
  page.getByRole("button", { name: `${total} 주문하고 결제하러 가기` });
const ordersOf = async (shop: Shop, userId: string) => {
  const orders = await shop.db.client.order.findMany({ where: { userId } });
  return orders.map(({ total, issuedCouponId }) => [Number(total), issuedCouponId !== null]);
};

test("the checkout has chosen the best coupon, says why, and keeps another choice", async ({
  page,
  shop,
}) => {
  const { id: userId } = await newShopper(shop, page);
  await makeCoupon(shop.deps, userId, { discountValue: 3_000 });
  await makeCoupon(shop.deps, userId, { discountType: "PERCENT", discountValue: 15 });
  await open(page, `/checkout?product=${await product(shop)}`);
  await expect(page.getByRole("radio", { name: /가장 많이 할인돼요.*−4,350원/ })).toBeChecked();
  await expect(order(page, "24,650원")).toBeVisible();
  await page.getByRole("radio", { name: /−3,000원/ }).check();
  await expect(order(page, "26,000원")).toBeVisible();
  await page.getByRole("radio", { name: "쿠폰 쓰지 않기" }).check();
  await order(page, "29,000원").click();
  await page.waitForURL(/\/orders\/[\w-]+$/);
  expect(await ordersOf(shop, userId)).toEqual([[29_000, false]]);
});

test("one press at the checkout gets an open coupon and orders with it", async ({ page, shop }) => {
  const { id: userId } = await newShopper(shop, page);
  await makeCampaign(shop.deps, five);
  await open(page, `/checkout?product=${await product(shop)}`);
  await expect(page.getByText("지금 받을 수 있는 쿠폰")).toBeVisible();
  await expect(page.getByText("쓸 수 있는 쿠폰이 없어요")).toHaveCount(0);
  await expect(order(page, "29,000원")).toBeVisible();
  await page.getByRole("button", { name: "5,000원 쿠폰 받고 24,000원 주문하기" }).dblclick();
  await page.waitForURL(/\/orders\/[\w-]+$/);
  expect(await ordersOf(shop, userId)).toEqual([[24_000, true]]);
});

test("a coupon that sells out before the press places no order, and the next one is offered", async ({
  page,
  shop,
}) => {
  const { id: userId } = await newShopper(shop, page);
  const last = await makeCampaign(shop.deps, { ...five, totalQuantity: 1 });
  await makeCampaign(shop.deps, { discountValue: 3_000 });
  await open(page, `/checkout?product=${await product(shop)}`);
  const get = page.getByRole("button", { name: "5,000원 쿠폰 받고 24,000원 주문하기" });
  await expect(get).toBeVisible();
  await issueCoupon(shop.deps, { id: last, userId: await makeShopper(shop.deps) });
  await get.click();
  await expect(
    page.getByText("쿠폰이 방금 모두 소진됐어요. 아직 주문하지 않았어요."),
  ).toBeVisible();
  await expect(order(page, "29,000원")).toBeEnabled();
  expect(await ordersOf(shop, userId)).toEqual([]);
  await page.getByRole("button", { name: "3,000원 쿠폰 받고 26,000원 주문하기" }).click();
  await page.waitForURL(/\/orders\/[\w-]+$/);
  expect(await ordersOf(shop, userId)).toEqual([[26_000, true]]);
});

test("a press that waits for a busy coupon says so, can be stopped, and then orders nothing", async ({
  page,
  shop,
}) => {
  const { id: userId } = await newShopper(shop, page);
  await makeCampaign(shop.deps, five);
  await open(page, `/checkout?product=${await product(shop)}`);
  await page.route("**/api/trpc/coupon.issue*", (route) => {
    const data = { code: "COUPON_BUSY", httpStatus: 429, details: { retryAfterSeconds: 1 } };
    return route.fulfill({ status: 429, json: { error: { message: "busy", code: -32029, data } } });
  });
  const get = page.getByRole("button", { name: "5,000원 쿠폰 받고 24,000원 주문하기" });
  await get.click();
  await expect(page.getByText(/다시 시도하고 있어요 · \d번째/)).toBeVisible();
  await expect(order(page, "29,000원")).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "그만하기" }).click();
  await expect(page.getByText(/쿠폰 요청을 멈췄어요.*아직 주문하지 않았어요/)).toBeVisible();
  await page.unrouteAll();
  expect(await ordersOf(shop, userId)).toEqual([]);
  await get.click();
  await page.waitForURL(/\/orders\/[\w-]+$/);
  expect(await ordersOf(shop, userId)).toEqual([[24_000, true]]);
});

test("offline, a press for a coupon and an order places no order, neither then nor later", async ({
  page,
  context,
  shop,
}) => {
  const { id: userId } = await newShopper(shop, page);
  await makeCampaign(shop.deps, five);
  await open(page, `/checkout?product=${await product(shop)}`);
  const get = page.getByRole("button", { name: "5,000원 쿠폰 받고 24,000원 주문하기" });
  await expect(get).toBeVisible();
  await page.route("**/api/trpc/coupon.issue*", (route) => route.abort());
  // The first press loads what asks for a coupon.
  await get.click();
  await page.getByRole("button", { name: "그만하기" }).click();
  await page.unrouteAll();
  await context.setOffline(true);
  await get.click();
  const notSent = page.getByText(/연결이 끊겨서 쿠폰을 요청하지 못했어요.*아직 주문하지 않았어요/);
  await expect(notSent).toBeVisible();
  await context.setOffline(false);
  await expect(order(page, "29,000원")).toBeEnabled();
  expect(await ordersOf(shop, userId)).toEqual([]);
  await get.click();
  await page.waitForURL(/\/orders\/[\w-]+$/);
  expect(await ordersOf(shop, userId)).toEqual([[24_000, true]]);
});

test("a product and the cart offer an open coupon, and say what one's own is worth", async ({
  page,
  shop,
}) => {
  const campaign = await makeCampaign(shop.deps, five);
  const id = await product(shop, 12_000);
  await open(page, `/products/${id}`);
  await expect(page.getByText("8,000원 더 담으면 쓸 수 있어요")).toBeVisible();
  await page.getByRole("button", { name: "수량 하나 늘리기" }).click();
  await expect(page.getByText("5,000원 할인받아 19,000원에 살 수 있어요")).toBeVisible();
  await page.getByRole("button", { name: "장바구니 담기" }).click();
  await open(page, "/cart");
  await expect(page.getByText("5,000원 할인받아 19,000원에 살 수 있어요")).toBeVisible();
  const get = page.getByRole("link", { name: "선착순 쿠폰 받기" });
  await expect(get).toHaveAttribute("href", `/sign-in?next=${encodeURIComponent("/cart")}`);

  const { id: userId } = await newShopper(shop, page);
  await open(page, `/products/${id}`);
  await page.getByRole("button", { name: "선착순 쿠폰 받기" }).click();
  await expect(page.getByText("1번째로 받았어요.")).toBeVisible();
  const ticket = page.getByRole("region", { name: "쿠폰 할인" });
  await expect(ticket.getByText("내 쿠폰")).toBeVisible();
  await expect(page.getByRole("button", { name: "선착순 쿠폰 받기" })).toHaveCount(0);
  await open(page, "/cart");
  await untilAlive(page);
  await expect(page.getByText("5,000원 할인받아 19,000원에 살 수 있어요")).toBeVisible();
  await expect(page.getByText("−5,000원")).toBeVisible();
  expect(await shop.db.client.issuedCoupon.count({ where: { userId, campaignId: campaign } })).toBe(
    1,
  );
});

test("a drop says what its coupon takes off the cart as it is", async ({ page, shop }) => {
  await newShopper(shop, page);
  const campaign = await makeCampaign(shop.deps, {
    ...five,
    opensAt: new Date(Date.now() + 3_600_000),
  });
  await open(page, `/products/${await product(shop, 12_000)}`);
  await page.getByRole("button", { name: "장바구니 담기" }).click();
  await open(page, `/coupons/${campaign}`);
  await expect(page.getByText(/장바구니.*에 8,000원 더 담으면 쓸 수 있어요/)).toBeVisible();
  await open(page, "/cart");
  await page.getByRole("button", { name: /수량 하나 늘리기/ }).click();
  await open(page, `/coupons/${campaign}`);
  await expect(page.getByText(/장바구니 24,000원.*19,000원/)).toBeVisible();
});
