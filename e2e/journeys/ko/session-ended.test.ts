import type { Page } from "@playwright/test";
import { chargeBalance, placeOrder } from "@sunchak/core";
import { makeCampaign, makeCoupon, makeProduct } from "@sunchak/testing";
import { newShopper, open, type Person, untilAlive } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

const ended = "로그인이 풀렸어요. 잔액은 그대로예요.";
/** Where no money was at stake, nothing is said about it. */
const justEnded = "로그인이 풀렸어요. 다시 로그인하면 이 화면으로 돌아와요.";

const endSession = (shop: Shop, { id }: Person) =>
  shop.db.client.session.deleteMany({ where: { userId: id } });

/** Follows the link in the message about the ended session, and signs in again. */
async function signInAgain(page: Page, { email, password }: Person) {
  await page.getByRole("link", { name: "다시 로그인하기" }).click();
  await page.locator("#email").fill(email);
  await page.locator("#password").fill(password);
  await page.getByRole("button", { name: "로그인" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  await untilAlive(page);
}

test("signing in again leads back to the checkout with the chosen coupon", async ({
  page,
  shop,
}) => {
  const person = await newShopper(shop, page);
  const productId = await makeProduct(shop.deps, { price: 20_000 });
  await makeCoupon(shop.deps, person.id);
  await open(page, `/checkout?product=${productId}&quantity=2`);
  await page.getByRole("radio", { name: /선착순 쿠폰/ }).check();
  await endSession(shop, person);
  await page.getByRole("button", { name: "37,000원 주문하고 결제하러 가기" }).click();
  await expect(page.getByText(ended)).toBeVisible();
  await signInAgain(page, person);
  await expect(page.getByRole("radio", { name: /선착순 쿠폰/ })).toBeChecked();
  await page.getByRole("button", { name: "37,000원 주문하고 결제하러 가기" }).click();
  await page.waitForURL(/\/orders\/[\w-]+$/);
});

test("signing in again leads back to the balance with the typed amount", async ({ page, shop }) => {
  const person = await newShopper(shop, page);
  await open(page, "/balance");
  await page.locator("#amount").fill("12,345");
  await endSession(shop, person);
  await page.getByRole("button", { name: "12,345원 충전하기" }).click();
  await expect(page.getByText(ended)).toBeVisible();
  await signInAgain(page, person);
  await page.getByRole("button", { name: "12,345원 충전하기" }).click();
  await expect(page.getByText("12,345원을 충전했어요")).toBeVisible();
});

test("a session that ends between two charges keeps the first charge, and the page says so", async ({
  page,
  shop,
}) => {
  const person = await newShopper(shop, page);
  const lines = [{ productId: await makeProduct(shop.deps, { price: 1_500_000 }), quantity: 1 }];
  const { orderId } = await placeOrder(shop.deps, { userId: person.id, lines });
  await open(page, `/orders/${orderId}`);
  let calls = 0;
  await page.route("**/api/trpc/balance.charge*", async (route) => {
    if (++calls === 2) await endSession(shop, person);
    await route.continue();
  });
  await page.getByRole("button", { name: "1,500,000원 충전하기" }).click();
  await expect(page.getByText("1,000,000원만 충전하고 멈췄어요")).toBeVisible();
  await expect(
    page.getByText(
      "1,000,000원을 충전했어요. 지금 잔액은 1,000,000원이에요. 로그인이 풀려서 나머지는 충전하지 못했어요.",
    ),
  ).toBeVisible();
  await expect(page.getByText(/잔액은 그대로|이번에 나간 돈은 없/)).toHaveCount(0);
  await signInAgain(page, person);
  await page.getByRole("button", { name: "500,000원 충전하기" }).click();
  await page.getByRole("button", { name: "1,500,000원 결제하기" }).click();
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
});

test("signing in again leads back to the order that was being paid or cancelled, in the same language", async ({
  page,
  shop,
}) => {
  const person = await newShopper(shop, page);
  await chargeBalance(shop.deps, { userId: person.id, amount: 10_000 });
  const lines = [{ productId: await makeProduct(shop.deps, { price: 10_000 }), quantity: 1 }];
  const { orderId } = await placeOrder(shop.deps, { userId: person.id, lines });
  await open(page, `/orders/${orderId}`);
  await endSession(shop, person);
  await page.getByRole("button", { name: "주문 취소" }).click();
  await page.getByRole("button", { name: "주문 취소하기" }).click();
  await expect(page.getByRole("dialog").getByText(ended)).toBeVisible();
  await page.getByRole("button", { name: "그대로 두기" }).click();
  await page.getByRole("button", { name: "10,000원 결제하기" }).click();
  await expect(page.getByRole("status").getByText(ended)).toBeVisible();
  await signInAgain(page, person);
  await expect(page).toHaveURL(`${shop.url}/orders/${orderId}`);
  await page.getByRole("button", { name: "10,000원 결제하기" }).click();
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
});

test("signing in again leads back to the campaign, and to the same place in a list", async ({
  page,
  shop,
}) => {
  const person = await newShopper(shop, page);
  const campaignId = await makeCampaign(shop.deps);
  await open(page, `/coupons/${campaignId}`);
  await endSession(shop, person);
  await page.getByRole("button", { name: "쿠폰 받기" }).click();
  await expect(page.getByText(justEnded)).toBeVisible();
  await signInAgain(page, person);
  await expect(page).toHaveURL(`${shop.url}/coupons/${campaignId}`);
  await page.getByRole("button", { name: "쿠폰 받기" }).click();
  await expect(page.getByText("쿠폰을 받았어요")).toBeVisible();

  const lines = [{ productId: await makeProduct(shop.deps), quantity: 1 }];
  for (let i = 0; i < 11; i++) await placeOrder(shop.deps, { userId: person.id, lines });
  await open(page, "/orders");
  await endSession(shop, person);
  await page.getByRole("button", { name: "더 보기" }).click();
  await expect(page.getByText(justEnded)).toBeVisible();
  await signInAgain(page, person);
  await expect(page).toHaveURL(`${shop.url}/orders`);
});
