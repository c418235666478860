import type { Page } from "@playwright/test";
import { chargeBalance, createCampaign } from "@sunchak/core";
import {
  adminId,
  buy,
  expect,
  newAdmin,
  newProduct,
  newShopper,
  open,
  signIn,
  test,
} from "../../../admin.ts";

test("an admin whom another forestalled is told so, and sees what it is now", async ({
  page,
  browser,
  shop,
}) => {
  test.setTimeout(180_000);
  const shopper = await newShopper(shop, page, "두사람");
  const product = await newProduct(shop, { name: "두 손잡이 컵", price: 12_000 });
  const order = await buy(shop, shopper.id, [{ productId: product.id, quantity: 1 }]);
  await chargeBalance(shop.deps, { userId: shopper.id, amount: 10_000 });
  const colleague = await newAdmin(shop, page, "한발먼저");
  const { url } = await shop.openAdmin();
  const first = await browser.newPage({ baseURL: url });
  await signIn(first, "/", colleague);
  await signIn(page);
  const title = (of: Page) => of.getByRole("heading", { level: 1 });
  const dialog = (of: Page) => of.getByRole("dialog");

  // Both refund the same order.
  for (const one of [page, first]) {
    await open(one, `/orders/${order.orderId}`);
    await one.getByRole("button", { name: "환불", exact: true }).click();
    await dialog(one).getByLabel("이유").fill("깨진 채로 도착");
    await dialog(one).getByRole("button", { name: "환불 내용 확인하기" }).click();
  }
  await first.getByRole("button", { name: "12,000원 환불하기" }).click();
  await expect(title(first)).toHaveText(/환불/);
  await page.getByRole("button", { name: "12,000원 환불하기" }).click();
  const told = page.getByRole("alert").filter({ hasText: "이미 환불한 주문이에요." });
  await expect(told).toBeVisible();
  await expect(title(page)).toHaveText(new RegExp(`${order.orderNumber}\\s*환불`));
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole("definition").filter({ hasText: "한발먼저" })).toBeVisible();
  await expect(page.getByRole("button", { name: "닫기" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(told).toHaveCount(0);

  // Both take from the same balance, which is then too small for the second.
  for (const [one, amount] of [
    [page, "-20000"],
    [first, "-5000"],
  ] as const) {
    await open(one, `/shoppers/${shopper.id}`);
    await one.getByRole("button", { name: "잔액 조정" }).click();
    await dialog(one).getByLabel("더하거나 뺄 금액(원)").fill(amount);
    await dialog(one).getByLabel("이유").fill("잘못 충전");
    await dialog(one).getByRole("button", { name: "확인하기" }).click();
  }
  const now = dialog(page).getByRole("definition").first();
  await expect(now).toHaveText("22,000원");
  await first.getByRole("button", { name: "−5,000원 조정하기" }).click();
  await expect(dialog(first)).toBeHidden();
  await page.getByRole("button", { name: "−20,000원 조정하기" }).click();
  await expect(dialog(page).getByRole("alert")).toContainText("잔액은 0원보다 작아질 수 없어서");
  await expect(now).toHaveText("17,000원");
  await dialog(page).getByRole("button", { name: "닫기" }).click();
  await expect(page.getByRole("main").getByText("17,000원").first()).toBeVisible();

  // One closes the campaign that the other pauses.
  const campaign = await createCampaign(shop.deps, {
    actorId: await adminId(shop),
    name: "두 사람의 쿠폰",
    nameEn: "A coupon of two",
    discountType: "FIXED",
    discountValue: 1_000,
    maxDiscount: null,
    minOrderAmount: 0,
    totalQuantity: 10,
    opensAt: new Date(Date.now() - 60_000).toISOString(),
    closesAt: new Date(Date.now() + 3_600_000).toISOString(),
    validHours: 24,
  });
  for (const [one, button] of [
    [page, "잠시 멈추기"],
    [first, "끝내기"],
  ] as const) {
    await open(one, `/campaigns/${campaign.id}`);
    await one.getByRole("button", { name: button }).click();
  }
  await dialog(first).getByRole("button", { name: "지금 끝내기" }).click();
  await expect(title(first)).toHaveText(/끝남/);
  await dialog(page).getByRole("button", { name: "멈추기", exact: true }).click();
  await expect(page.getByText("이미 끝난 캠페인이에요.")).toBeVisible();
  await expect(title(page)).toHaveText(/끝남/);
  await expect(page.getByRole("button", { name: "잠시 멈추기" })).toHaveCount(0);
  await expect(page.getByText("이미 끝난 캠페인이에요.")).toBeVisible();
  await first.close();

  expect(await shop.db.client.refund.count({ where: { orderId: order.orderId } })).toBe(1);
});
