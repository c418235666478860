import type { Page } from "@playwright/test";
import { cancelOrder, chargeBalance, payOrder, placeOrder } from "@sunchak/core";
import { makeCoupon, makeProduct } from "@sunchak/testing";
import { newShopper, open, untilAlive } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

test.use({ seeded: false });

/** Of a product that nobody has bought yet. */
const setStock = (shop: Shop, id: string, stock: number) =>
  shop.db.client.product.update({ where: { id }, data: { stock, initialStock: stock } });

async function richShopper(shop: Shop, page: Page) {
  const { id: userId } = await newShopper(shop, page);
  await chargeBalance(shop.deps, { userId, amount: 100_000 });
  return userId;
}

const press = (page: Page, name: string) => page.getByRole("button", { name }).click();

async function pressToOrder(page: Page, name: string) {
  await press(page, name);
  await page.waitForURL(/\/orders\/[\w-]+$/);
}

const statusesOf = async (shop: Shop, userId: string) => {
  const orderBy = { createdAt: "asc" } as const;
  const orders = await shop.db.client.order.findMany({ where: { userId }, orderBy });
  return orders.map(({ status, total }) => [status, Number(total)]);
};

test("a payment that the stock no longer allows leads on to an order of what is left, which takes the first one's place", async ({
  page,
  shop,
}) => {
  const userId = await richShopper(shop, page);
  const productId = await makeProduct(shop.deps, { name: "달항아리", price: 10_000 });
  await open(page, `/checkout?product=${productId}&quantity=2`);
  await pressToOrder(page, "20,000원 주문하고 결제하러 가기");
  await setStock(shop, productId, 1);
  await press(page, "20,000원 결제하기");
  await expect(page.getByText("달항아리: 지금 1개만 남았어요.")).toBeVisible();
  await expect(page.getByText("아직 결제하지 않았고 잔액은 그대로예요.")).toBeVisible();
  await page.getByRole("link", { name: "1개로 바꿔 다시 주문하기" }).click();
  await pressToOrder(page, "1개로 바꿔 10,000원 주문하기");
  await press(page, "10,000원 결제하기");
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
  expect(await statusesOf(shop, userId)).toEqual([
    ["CANCELLED", 20_000],
    ["PAID", 10_000],
  ]);
});

test("a checkout that the stock no longer allows names the product, and one press orders what is left", async ({
  page,
  shop,
}) => {
  const userId = await richShopper(shop, page);
  const productId = await makeProduct(shop.deps, { name: "달항아리", price: 10_000 });
  await open(page, `/checkout?product=${productId}&quantity=3`);
  const place = page.getByRole("button", { name: "30,000원 주문하고 결제하러 가기" });
  await expect(place).toBeVisible();
  await setStock(shop, productId, 2);
  await place.click();
  await expect(page.getByText("달항아리: 지금 2개만 남았어요.")).toBeVisible();
  await expect(page.getByText("3개 → 2개")).toBeVisible();
  expect(await statusesOf(shop, userId)).toEqual([]);
  await pressToOrder(page, "2개로 바꿔 20,000원 주문하기");
  expect(await statusesOf(shop, userId)).toEqual([["PENDING", 20_000]]);

  await setStock(shop, productId, 0);
  await open(page, `/checkout?product=${productId}&quantity=3`);
  await expect(page.getByText("달항아리: 품절됐어요.")).toBeVisible();
  await page.getByRole("link", { name: "재고 있는 상품 보기" }).click();
  await expect(page).toHaveURL(/\/products\?inStock=true$/);
});

test("of a cart, one press orders what can be bought and leaves no more than that in the cart", async ({
  page,
  shop,
}) => {
  const userId = await richShopper(shop, page);
  const mugs = await makeProduct(shop.deps, { name: "머그", price: 5_000 });
  const jars = await makeProduct(shop.deps, { name: "달항아리", price: 10_000 });
  for (const id of [mugs, jars]) {
    await open(page, `/products/${id}`);
    await press(page, "수량 하나 늘리기");
    await press(page, "장바구니 담기");
    await expect(page.getByText("장바구니에 담았어요.")).toBeVisible();
  }
  await open(page, "/checkout");
  await expect(page.getByRole("button", { name: "30,000원 주문하고" })).toBeVisible();
  await setStock(shop, mugs, 1);
  await setStock(shop, jars, 0);
  await press(page, "30,000원 주문하고 결제하러 가기");
  await expect(page.getByText("달항아리: 품절됐어요.")).toBeVisible();
  await pressToOrder(page, "살 수 있는 만큼 5,000원 주문하기");
  expect(await statusesOf(shop, userId)).toEqual([["PENDING", 5_000]]);
  await open(page, "/cart");
  await expect(page.getByRole("textbox", { name: "머그 수량" })).toHaveValue("1");
  await expect(page.getByText("달항아리")).toHaveCount(0);
});

test("a payment whose coupon is used elsewhere leads on to the same order with the best other coupon", async ({
  page,
  shop,
}) => {
  const userId = await richShopper(shop, page);
  const productId = await makeProduct(shop.deps, { price: 10_000 });
  const lines = [{ productId, quantity: 1 }];
  const [best] = [
    await makeCoupon(shop.deps, userId, { discountValue: 4_000 }),
    await makeCoupon(shop.deps, userId, { discountValue: 1_000 }),
    await makeCoupon(shop.deps, userId, { discountValue: 2_000 }),
  ];
  const { orderId } = await placeOrder(shop.deps, { userId, lines, issuedCouponId: best });
  await open(page, `/orders/${orderId}`);
  const other = await placeOrder(shop.deps, { userId, lines, issuedCouponId: best });
  await payOrder(shop.deps, { id: other.orderId, userId });
  await press(page, "6,000원 결제하기");
  await expect(page.getByText("이 쿠폰은 지금 쓸 수 없어요.")).toBeVisible();
  await page.getByRole("link", { name: "다른 쿠폰으로 다시 주문하기" }).click();
  await pressToOrder(page, "8,000원 주문하고 결제하러 가기");
  await expect(page.getByRole("button", { name: "8,000원 결제하기" })).toBeVisible();
});

test("a coupon that is used elsewhere gives way at the checkout to the best other one, and the page says so", async ({
  page,
  shop,
}) => {
  const userId = await richShopper(shop, page);
  const productId = await makeProduct(shop.deps, { price: 10_000 });
  const lines = [{ productId, quantity: 1 }];
  const best = await makeCoupon(shop.deps, userId, { discountValue: 4_000 });
  await makeCoupon(shop.deps, userId, { discountValue: 2_000 });
  await open(page, `/checkout?product=${productId}&quantity=1`);
  const place = page.getByRole("button", { name: "6,000원 주문하고 결제하러 가기" });
  await expect(place).toBeVisible();
  const other = await placeOrder(shop.deps, { userId, lines, issuedCouponId: best });
  await payOrder(shop.deps, { id: other.orderId, userId });
  await place.click();
  await expect(page.getByText("이제 쓸 수 없는 쿠폰이에요: 선착순 쿠폰")).toBeVisible();
  await expect(page.getByText("대신 2,000원 할인되는 다른 쿠폰을 골랐어요.")).toBeVisible();
  await pressToOrder(page, "8,000원 주문하고 결제하러 가기");
});

test("a cancelled order is made again at today's price, and once paid it leaves the cart it came from", async ({
  page,
  shop,
}) => {
  const userId = await richShopper(shop, page);
  const productId = await makeProduct(shop.deps, { name: "달항아리", price: 54_000 });
  await open(page, `/products/${productId}`);
  await press(page, "장바구니 담기");
  await expect(page.getByText("장바구니에 담았어요.")).toBeVisible();
  await open(page, "/checkout");
  await pressToOrder(page, "54,000원 주문하고 결제하러 가기");
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await cancelOrder(shop.deps, { id, userId });
  await page.reload();
  await shop.db.client.product.update({ where: { id: productId }, data: { price: 61_000 } });
  await page.getByRole("link", { name: "다시 주문하기" }).click();
  await expect(page.getByText("가격이 54,000원에서 61,000원으로 바뀌었어요")).toBeVisible();
  await pressToOrder(page, "61,000원 주문하고 결제하러 가기");
  await press(page, "61,000원 결제하기");
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
  await open(page, "/cart");
  await expect(page.getByText("장바구니가 비어 있어요")).toBeVisible();
});

test("the first order is cancelled even when the first calls to cancel it get no answer", async ({
  page,
  shop,
}) => {
  const userId = await richShopper(shop, page);
  const productId = await makeProduct(shop.deps, { price: 10_000 });
  const { orderId } = await placeOrder(shop.deps, {
    userId,
    lines: [{ productId, quantity: 1 }],
  });
  let lost = 0;
  await page.route("**/api/trpc/order.cancel*", (route) =>
    ++lost > 2 ? route.continue() : route.abort("connectionreset"),
  );
  await open(page, `/checkout?again=${orderId}`);
  await pressToOrder(page, "10,000원 주문하고 결제하러 가기");
  await expect
    .poll(() => statusesOf(shop, userId))
    .toEqual([
      ["CANCELLED", 10_000],
      ["PENDING", 10_000],
    ]);
});

test("a cart says that a price changed since the product was put in", async ({ page, shop }) => {
  const productId = await makeProduct(shop.deps, { price: 54_000 });
  await open(page, `/products/${productId}`);
  await press(page, "장바구니 담기");
  await expect(page.getByText("장바구니에 담았어요.")).toBeVisible();
  await shop.db.client.product.update({ where: { id: productId }, data: { price: 61_000 } });
  await open(page, "/cart");
  await expect(page.getByText("가격이 54,000원에서 61,000원으로 바뀌었어요")).toBeVisible();
  await page.reload();
  await expect(page.getByText("가격이 54,000원에서 61,000원으로 바뀌었어요")).toBeVisible();
});

test("Back from a newcomer's first order leads to the product, not to sign-up nor a second checkout", async ({
  page,
  shop,
}) => {
  const productId = await makeProduct(shop.deps, { name: "달항아리", price: 10_000 });
  await open(page, `/products/${productId}`);
  await page.getByRole("link", { name: /바로 구매/ }).click();
  await page.waitForURL(/\/sign-in\?next=/);
  // A press before React is there would be the browser's own, and keep the sign-in page in its history.
  await untilAlive(page);
  await page.getByRole("link", { name: "회원 가입" }).click();
  await page.locator("#name").fill("새로미");
  await page.locator("#email").fill(`newcomer-${productId}@example.com`);
  await page.locator("#password").fill("a-good-password");
  await press(page, "가입하고 시작하기");
  await page.waitForURL(/\/checkout\?/);
  await pressToOrder(page, "10,000원 주문하고 결제하러 가기");
  await page.goBack();
  await expect(page).toHaveURL(`${shop.url}/products/${productId}`);
  await expect(page.getByRole("heading", { name: "달항아리", level: 1 })).toBeVisible();
});
