import type { Page } from "@playwright/test";
import { expect, open, productNamed, type Shop, signUp } from "./shop.ts";

const words = { title: "회원 가입", submit: "가입하고 시작하기" };

/** A new shopper tops up, gets a coupon, orders and pays, on the Korean pages of a seeded shop. */
export async function purchase(page: Page, shop: Shop) {
  await open(page, "/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("3일 동안 가장 많이 팔렸어요")).toBeVisible();

  const email = await signUp(page, "/balance", words);
  await page
    .getByRole("button", { name: /50,000원/ })
    .first()
    .click();
  await page.getByRole("button", { name: /50,000원 충전하기/ }).click();
  await expect(page.getByText("50,000원을 충전했어요")).toBeVisible();

  const campaign = await shop.db.client.couponCampaign.findFirstOrThrow({
    where: { name: "환영 5,000원 쿠폰" },
  });
  await open(page, `/coupons/${campaign.id}`);
  await page.getByRole("button", { name: "쿠폰 받기" }).click();
  await expect(page.getByText("쿠폰을 받았어요")).toBeVisible();

  await open(page, "/products");
  await page.getByRole("combobox", { name: "상품 검색" }).fill("드리퍼");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=/);
  const before = await productNamed(shop, "Ceramic pour-over dripper");
  await page
    .getByRole("link", { name: /핸드드립 도자기 드리퍼/ })
    .first()
    .click();
  await page.waitForURL(/\/products\/[\w-]+$/);
  await page.getByRole("button", { name: "수량 하나 늘리기" }).click();
  await page.getByRole("button", { name: "장바구니 담기" }).click();
  await page.getByRole("link", { name: "장바구니 보기" }).click();
  await page.getByRole("link", { name: "주문하기" }).click();

  await page.getByRole("radio", { name: /환영 5,000원 쿠폰/ }).check();
  await expect(page.getByText("53,000원").first()).toBeVisible();
  await page.getByRole("button", { name: "주문하고 결제하러 가기" }).click();
  await page.waitForURL(/\/orders\/[\w-]+$/);

  // The balance is 3,000 won short: top up on the spot, then pay by the button with the amount.
  await expect(page.getByText("잔액이 3,000원 모자라요")).toBeVisible();
  await page.getByRole("button", { name: "3,000원 충전하기" }).click();
  await page.getByRole("button", { name: "53,000원 결제하기" }).click();
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
  const number = await page
    .getByText(/\d{8}-[2-9A-HJ-NP-Z]{8}/)
    .first()
    .textContent();

  const user = await shop.db.client.user.findUniqueOrThrow({ where: { email } });
  const order = await shop.db.client.order.findFirstOrThrow({ where: { userId: user.id } });
  expect(order).toMatchObject({ status: "PAID", total: 53_000n });
  expect(number).toContain(order.orderNumber);
  const after = await productNamed(shop, "Ceramic pour-over dripper");
  expect(after.stock).toBe(before.stock - 2);
  await expect
    .poll(() => shop.platform.received.filter((body) => body.data.orderId === order.id).length)
    .toBe(1);

  await page.reload();
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
  await page.goto("/balance");
  await expect(page.getByText("−53,000원").or(page.getByText("-53,000원")).first()).toBeVisible();
  await page.goto("/coupons/mine");
  await expect(page.getByText("사용함")).toBeVisible();
  await page.goto("/orders");
  await expect(page.getByText("핸드드립 도자기 드리퍼").first()).toBeVisible();
}
