import type { Page } from "@playwright/test";
import { chargeBalance, placeOrder } from "@sunchak/core";
import { makeCoupon, makeProduct } from "@sunchak/testing";
import { newShopper, open } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

const MILLION = 1_000_000;

/** A new shopper with this balance in won, signed in in the page's browser. */
async function shopperWith(shop: Shop, page: Page, balance: number): Promise<string> {
  const { id: userId } = await newShopper(shop, page);
  for (let left = balance; left > 0; left -= MILLION) {
    await chargeBalance(shop.deps, { userId, amount: Math.min(left, MILLION) });
  }
  return userId;
}

/**
 * Places an order of one product at this price and opens its page. `maxBalance` is the shop's limit
 * when the order is placed.
 */
async function openOrder(
  shop: Shop,
  page: Page,
  userId: string,
  price: number,
  maxBalance?: number,
) {
  const productId = await makeProduct(shop.deps, { price });
  const config = { ...shop.deps.config, ...(maxBalance && { maxBalance }) };
  const lines = [{ productId, quantity: 1 }];
  const { orderId } = await placeOrder({ ...shop.deps, config }, { userId, lines });
  await open(page, `/orders/${orderId}`);
  return orderId;
}

const entriesOf = async (shop: Shop, userId: string) => {
  const entries = await shop.db.client.ledgerEntry.findMany({
    where: { userId },
    orderBy: { number: "asc" },
  });
  return entries.map(({ amount }) => Number(amount));
};

const balanceRow = (page: Page, label: string) =>
  page.getByRole("region", { name: "결제" }).locator("dl > div", { hasText: label });

test("an order that no charge can make payable offers no charge, and says what to do", async ({
  page,
  shop,
}) => {
  const userId = await shopperWith(shop, page, 0);
  await openOrder(shop, page, userId, 10 * MILLION + 1, 20 * MILLION);
  await expect(
    page.getByText("충전하면 잔액 한도 10,000,000원을 넘어서 이 주문은 결제할 수 없어요"),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: /충전하기|결제하기/ })).toHaveCount(0);
  await page.getByRole("button", { name: "주문 취소" }).click();
  await page.getByRole("button", { name: "주문 취소하기" }).click();
  await expect(page.getByRole("heading", { name: "취소한 주문이에요" })).toBeFocused();
  expect(await entriesOf(shop, userId)).toEqual([]);
});

test("an order that only a charge below the minimum could pay for offers no charge either", async ({
  page,
  shop,
}) => {
  const userId = await shopperWith(shop, page, 10 * MILLION);
  const cheap = await openOrder(shop, page, userId, 1_500);
  await page.getByRole("button", { name: "1,500원 결제하기" }).click();
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
  expect(cheap).toBeTruthy();
  await chargeBalance(shop.deps, { userId, amount: 1_000 });
  await openOrder(shop, page, userId, 10 * MILLION - 100);
  await expect(page.getByText(/이 주문은 결제할 수 없어요/)).toBeVisible();
  await expect(page.getByRole("button", { name: /충전하기|결제하기/ })).toHaveCount(0);
});

test("charging in parts stops at the balance limit and says how much it charged", async ({
  page,
  shop,
}) => {
  const userId = await shopperWith(shop, page, 7_400_000);
  await openOrder(shop, page, userId, 9_900_000);
  let calls = 0;
  await page.route("**/api/trpc/balance.charge*", async (route) => {
    // Another tab tops up in between, so the last part no longer fits.
    if (++calls === 3) await chargeBalance(shop.deps, { userId, amount: 600_000 });
    await route.continue();
  });
  await expect(page.getByText("3번에 나눠 2,500,000원을 충전해요")).toBeVisible();
  await page.getByRole("button", { name: "2,500,000원 충전하기" }).click();
  await expect(page.getByText("2,000,000원만 충전하고 멈췄어요")).toBeVisible();
  await expect(
    page.getByText(
      "2,000,000원을 충전했어요. 지금 잔액은 10,000,000원이에요. 나머지는 잔액 한도 10,000,000원을 넘어서",
    ),
  ).toBeVisible();
  await expect(page.getByText(/잔액은 그대로|이번에 나간 돈은 없/)).toHaveCount(0);
  await expect(balanceRow(page, "지금 잔액")).toContainText("10,000,000원");
  await page.getByRole("button", { name: "9,900,000원 결제하기" }).click();
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
  expect((await entriesOf(shop, userId)).slice(-4)).toEqual([
    MILLION,
    MILLION,
    600_000,
    -9_900_000,
  ]);
});

test("a charge without an answer is shown as unknown, then checked, and made once", async ({
  page,
  shop,
}) => {
  test.setTimeout(120_000);
  const userId = await shopperWith(shop, page, 0);
  await openOrder(shop, page, userId, 2_500_000);
  let calls = 0;
  await page.route("**/api/trpc/balance.charge*", async (route) => {
    calls += 1;
    if (calls < 2) return route.continue();
    // The shop makes the top-up, and the answer is lost on its way.
    if (calls === 2) await route.fetch();
    await route.abort();
  });
  await page.getByRole("button", { name: "2,500,000원 충전하기" }).click();
  await expect(page.getByText("충전됐는지 아직 몰라요")).toBeVisible({ timeout: 30_000 });
  await expect(
    page.getByText("1,000,000원을 충전했어요. 지금 잔액은 2,000,000원이에요."),
  ).toBeVisible();
  await expect(page.getByText("그다음 충전이 됐는지는 아직 몰라요")).toBeVisible();
  await expect(page.getByText(/잔액은 그대로|이번에 나간 돈은 없/)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "주문 취소" })).toBeVisible();
  await page.unrouteAll();
  await page.reload();
  await expect(page.getByText("충전됐는지 아직 몰라요")).toBeVisible();
  await expect(page.getByText("아직 충전되지 않았다면 그때 충전해요.")).toBeVisible();
  await page.getByRole("button", { name: "1,000,000원 충전 다시 확인하기" }).click();
  await expect(page.getByText("1,000,000원을 충전했어요.")).toBeVisible();
  expect(await entriesOf(shop, userId)).toEqual([MILLION, MILLION]);
  await page.getByRole("button", { name: "500,000원 충전하기" }).click();
  await expect(page.getByText("500,000원을 충전했어요. 이제 결제할 수 있어요.")).toBeVisible();
  expect(await entriesOf(shop, userId)).toEqual([MILLION, MILLION, 500_000]);
});

test("an unknown charge stays unknown while the shop refuses the repeated call", async ({
  page,
  shop,
}) => {
  test.setTimeout(120_000);
  const userId = await shopperWith(shop, page, 0);
  await open(page, "/balance");
  await page.getByRole("button", { name: "10,000원", exact: true }).click();
  let calls = 0;
  await page.route("**/api/trpc/balance.charge*", async (route) => {
    calls += 1;
    if (calls === 1) {
      await route.fetch();
      return route.abort();
    }
    const data = { code: "RATE_LIMITED", httpStatus: 429, details: { retryAfterSeconds: 1 } };
    await route.fulfill({
      status: 429,
      json: [{ error: { message: "busy", code: -32029, data } }],
    });
  });
  await page.getByRole("button", { name: "10,000원 충전하기" }).click();
  await expect(page.getByText("충전됐는지 아직 몰라요")).toBeVisible();
  await page.getByRole("button", { name: "10,000원 충전 다시 확인하기" }).click();
  await expect(page.getByText("충전됐는지 아직 몰라요")).toBeVisible();
  await expect(page.getByText(/잔액은 그대로|이번에 나간 돈은 없/)).toHaveCount(0);
  await page.unrouteAll();
  await page.getByRole("button", { name: "10,000원 충전 다시 확인하기" }).click();
  await expect(page.getByText("10,000원을 충전했어요. 지금 잔액은 10,000원이에요.")).toBeVisible();
  expect(await entriesOf(shop, userId)).toEqual([10_000]);
});

/** The procedures that the page calls from now on, in order. */
function proceduresOf(page: Page): string[] {
  const called: string[] = [];
  page.on("request", (request) => {
    const [, names] = /\/api\/trpc\/([\w.,]+)/.exec(request.url()) ?? [];
    called.push(...(names?.split(",") ?? []));
  });
  return called;
}

test("a payment shows the values of its answer, and asks only for the order's course", async ({
  page,
  shop,
}) => {
  const userId = await shopperWith(shop, page, 30_000);
  const balance = (amount: string) => page.getByRole("region").getByText(amount, { exact: true });
  await openOrder(shop, page, userId, 10_000);
  // The values don't wait for the course.
  await page.route("**/api/trpc/order.detail*", () => {});
  // The page has read who is here.
  await expect(page.getByRole("banner").getByText("30,000원")).toBeVisible();
  const called = proceduresOf(page);
  await page.getByRole("button", { name: "10,000원 결제하기" }).click();
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
  await expect(balance("20,000원")).toBeVisible();
  await expect(page.getByRole("banner").getByText("20,000원")).toBeVisible();
  expect(called).toEqual(["order.pay", "order.detail"]);
});

test("after a payment without an answer, the page reads the order and the balance once each", async ({
  page,
  shop,
}) => {
  const userId = await shopperWith(shop, page, 30_000);
  const balance = (amount: string) => page.getByRole("region").getByText(amount, { exact: true });
  await openOrder(shop, page, userId, 10_000);
  await page.route("**/api/trpc/order.pay*", async (route) => {
    await route.fetch();
    await route.abort();
  });
  // The page has read who is here.
  await expect(page.getByRole("banner").getByText("30,000원")).toBeVisible();
  const called = proceduresOf(page);
  await page.getByRole("button", { name: "10,000원 결제하기" }).click();
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
  await expect(balance("20,000원")).toBeVisible();
  await expect
    .poll(() => called)
    .toEqual(["order.pay", "order.get", "balance.get", "order.detail"]);
  expect(await entriesOf(shop, userId)).toEqual([30_000, -10_000]);
});

test("the charge form offers no more than the balance limit leaves room for", async ({
  page,
  shop,
}) => {
  const userId = await shopperWith(shop, page, 9_960_000);
  await open(page, "/balance");
  await expect(page.getByText("지금은 1,000원부터 40,000원까지 충전할 수 있어요")).toBeVisible();
  await expect(page.getByRole("button", { name: "50,000원" })).toBeDisabled();
  await page.locator("#amount").fill("40001");
  await page.getByRole("button", { name: "충전하기" }).click();
  await expect(page.locator("#amount")).toHaveAttribute("aria-invalid", "true");
  await page.locator("#amount").fill("40000");
  await page.getByRole("button", { name: "40,000원 충전하기" }).click();
  await expect(page.getByText("잔액 한도 10,000,000원까지 찼어요")).toBeVisible();
  await expect(page.getByRole("button", { name: /충전하기$/ })).toHaveCount(0);
  expect((await entriesOf(shop, userId)).at(-1)).toBe(40_000);
});

test("a price change between summary and press places no order until the shopper has seen it", async ({
  page,
  shop,
}) => {
  const userId = await shopperWith(shop, page, 100_000);
  const productId = await makeProduct(shop.deps, { price: 12_000 });
  const issuedCouponId = await makeCoupon(shop.deps, userId, { discountValue: 2_000 });
  await open(page, `/checkout?product=${productId}&quantity=2&coupon=${issuedCouponId}`);
  const place = (total: string) =>
    page.getByRole("button", { name: `${total} 주문하고 결제하러 가기` });
  await expect(place("22,000원")).toBeVisible();
  await shop.db.client.product.update({ where: { id: productId }, data: { price: 13_000 } });
  await place("22,000원").click();
  await expect(page.getByText("합계가 22,000원에서 24,000원으로 바뀌었어요")).toBeVisible();
  await expect(page.getByText("가격이 12,000원에서 13,000원으로 바뀌었어요")).toBeVisible();
  expect(await shop.db.client.order.count({ where: { userId } })).toBe(0);
  await place("24,000원").click();
  await page.waitForURL(/\/orders\/[\w-]+$/);
  expect(await shop.db.client.order.findFirstOrThrow({ where: { userId } })).toMatchObject({
    total: 24_000n,
  });
});

test("an order above the balance limit cannot be placed, and the page names the limit", async ({
  page,
  shop,
}) => {
  const userId = await shopperWith(shop, page, 0);
  const productId = await makeProduct(shop.deps, { price: 6 * MILLION });
  await open(page, `/checkout?product=${productId}&quantity=2`);
  await expect(
    page.getByText("잔액 한도 10,000,000원보다 큰 주문은 결제할 수 없어요"),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: /주문하고 결제하러 가기$/ })).toHaveCount(0);
  await page.getByRole("link", { name: "장바구니에서 수량 줄이기" }).click();
  await expect(page).toHaveURL(`${shop.url}/cart`);
  expect(await shop.db.client.order.count({ where: { userId } })).toBe(0);
});
