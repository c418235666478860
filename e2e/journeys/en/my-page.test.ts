import { chargeBalance, inSeoul, payOrder } from "@sunchak/core";
import { makeOrder } from "@sunchak/testing";
import { expect, productNamed, signUp, test } from "../../shop.ts";

const words = { title: "Create an account", submit: "Create account" };

test("a shopper's own pages fit the narrowest phone, in English", async ({ page, shop }) => {
  const email = await signUp(page, "/en/account", words);
  const { id: userId } = await shop.db.client.user.findUniqueOrThrow({ where: { email } });
  const { id: productId } = await productNamed(shop, "Round oak stool");
  for (let i = 0; i < 9; i++) await chargeBalance(shop.deps, { userId, amount: 999_000 });
  const orderId = await makeOrder(shop.deps, { userId, productId });
  await payOrder(shop.deps, { id: orderId, userId });
  await makeOrder(shop.deps, { userId, productId });
  const month = inSeoul(shop.deps.clock.now()).slice(0, 7);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const [path, heading] of [
    ["/account", "Your account"],
    ["/balance", "Your balance"],
    [`/balance/${month}`, /^Balance statement/],
    ["/orders", "Your orders"],
    [`/orders/${orderId}`, "Payment complete"],
    [`/orders/${orderId}/receipt`, "Receipt"],
    ["/coupons/mine", "Your coupons"],
  ] as const) {
    await page.goto(`/en${path}`);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    const main = page.getByRole("main");
    expect([path, await main.evaluate((one) => one.scrollWidth - one.clientWidth)]).toEqual([
      path,
      0,
    ]);
  }
});
