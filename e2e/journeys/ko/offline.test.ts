import { chargeBalance, placeOrder } from "@sunchak/core";
import { makeProduct } from "@sunchak/testing";
import { newShopper, open } from "../../admin.ts";
import { expectRepeated, keysOf } from "../../idempotency-keys.ts";
import { expect, test } from "../../shop.ts";

const notSent = "연결이 끊겼어요. 보낸 것이 없어서 잔액은 그대로예요. 연결되면 다시 눌러 주세요.";

test("a charge, an order and a payment offline say at once that nothing was sent, and being online again moves no money", async ({
  page,
  context,
  shop,
}) => {
  const { id: userId } = await newShopper(shop, page);
  const { client } = shop.db;
  const productId = await makeProduct(shop.deps, { price: 3_000 });
  const keys = keysOf(page, /balance\.charge|order\.place|order\.pay/);

  await open(page, "/balance");
  await page.locator("#amount").fill("3000");
  const charge = page.getByRole("button", { name: "3,000원 충전하기" });
  await expect(charge).toBeVisible();
  await context.setOffline(true);
  await charge.click();
  await expect(page.getByText("아직 충전되지 않았어요")).toBeVisible();
  await expect(page.getByText(notSent)).toBeVisible();
  await context.setOffline(false);
  await charge.click();
  await expect(page.getByText("3,000원을 충전했어요")).toBeVisible();
  expect(await client.ledgerEntry.count({ where: { userId } })).toBe(1);

  await open(page, `/checkout?product=${productId}&quantity=1`);
  const order = page.getByRole("button", { name: "주문하고 결제하러 가기" });
  await expect(order).toBeEnabled();
  await context.setOffline(true);
  await order.click();
  await expect(page.getByText(notSent)).toBeVisible();
  await context.setOffline(false);
  expect(await client.order.count({ where: { userId } })).toBe(0);
  await order.click();

  const pay = page.getByRole("button", { name: "3,000원 결제하기" });
  await expect(pay).toBeVisible();
  await context.setOffline(true);
  await pay.click();
  await expect(page.getByText("아직 결제되지 않았어요")).toBeVisible();
  await expect(page.getByText(notSent)).toBeVisible();
  await context.setOffline(false);
  expect(await client.payment.count({ where: { userId } })).toBe(0);
  await pay.click();
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
  expect(await client.payment.count({ where: { userId } })).toBe(1);
  expect(await client.order.count({ where: { userId } })).toBe(1);

  // It was said after one try: the next press sent the second.
  for (const call of ["balance.charge", "order.place", "order.pay"]) {
    expectRepeated(keys[call], call);
  }
});

test("a payment whose answer is lost is shown by itself when the browser is online again", async ({
  page,
  context,
  shop,
}) => {
  const { id: userId } = await newShopper(shop, page);
  await chargeBalance(shop.deps, { userId, amount: 3_000 });
  const productId = await makeProduct(shop.deps, { price: 3_000 });
  const { orderId } = await placeOrder(shop.deps, { userId, lines: [{ productId, quantity: 1 }] });
  await open(page, `/orders/${orderId}`);
  await page.route("**/api/trpc/order.pay**", async (route) => {
    await route.fetch();
    await context.setOffline(true);
    await route.abort("connectionreset");
  });
  await page.getByRole("button", { name: "3,000원 결제하기" }).click();
  await expect(page.getByText("결제됐는지 아직 몰라요")).toBeVisible({ timeout: 30_000 });
  await page.unroute("**/api/trpc/order.pay**");
  await context.setOffline(false);
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
  expect(await shop.db.client.payment.count({ where: { userId } })).toBe(1);
});
