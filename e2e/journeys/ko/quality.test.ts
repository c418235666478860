import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { chargeBalance, inSeoul, payOrder } from "@sunchak/core";
import { makeOrder } from "@sunchak/testing";
import { expectPresentable, open } from "../../admin.ts";
import { expect, productNamed, signUp, test } from "../../shop.ts";

const words = { title: "회원 가입", submit: "가입하고 시작하기" };

async function expectEachPresentable(page: Page, paths: string[]) {
  for (const path of paths) {
    await open(page, path);
    await expectPresentable(page, path);
  }
}

test("axe finds no fault on a visitor's pages, light or dark", async ({ page, shop }) => {
  test.setTimeout(180_000);
  const product = await productNamed(shop, "Round oak stool");
  const campaign = await shop.db.client.couponCampaign.findFirstOrThrow({
    where: { name: "오늘의 반짝 30% 쿠폰" },
  });
  await expectEachPresentable(page, [
    "/",
    "/products",
    `/products/${product.id}`,
    "/coupons",
    `/coupons/${campaign.id}`,
    `/coupons/${campaign.id}/log`,
    "/cart",
    "/sign-in",
    "/sign-up",
    "/no-such-page",
    "/offline",
    "/en",
    "/en/products",
  ]);
});

test("axe finds no fault on a shopper's pages and what they open, light or dark", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  const product = await productNamed(shop, "Round oak stool");
  const email = await signUp(page, "/balance", words);
  const { id: userId } = await shop.db.client.user.findUniqueOrThrow({ where: { email } });
  await chargeBalance(shop.deps, { userId, amount: 200_000 });
  const orderId = await makeOrder(shop.deps, { userId, productId: product.id });
  const paid = await makeOrder(shop.deps, { userId, productId: product.id });
  await payOrder(shop.deps, { id: paid, userId });
  const month = inSeoul(shop.deps.clock.now()).slice(0, 7);
  await expectEachPresentable(page, [
    "/balance",
    `/balance/${month}`,
    "/orders",
    `/orders/${orderId}`,
    `/orders/${paid}/receipt`,
    "/coupons/mine",
    "/account",
    "/wishes",
    "/account/password",
    `/checkout?product=${product.id}`,
  ]);
  await open(page, `/orders/${orderId}`);
  await page.getByRole("button", { name: "주문 취소" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectPresentable(page, "the cancellation");
  await open(page, `/products/${product.id}`);
  await page.getByRole("button", { name: /크게/ }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectPresentable(page, "the large picture");
  await open(page, "/products");
  await page.locator("header summary").click();
  await expect(page.getByRole("button", { name: "로그아웃" })).toBeVisible();
  await expectPresentable(page, "the account's menu");
  await open(page, "/products");
  await page.getByRole("combobox", { name: "상품 검색" }).fill("ㅋ");
  await expect(page.getByRole("listbox")).toBeVisible();
  await expectPresentable(page, "the suggestions");
});

test("pages that sell load at most 150 kB of JavaScript, the checkout 180 kB", async ({
  page,
  shop,
  request,
}) => {
  const product = await productNamed(shop, "Round oak stool");
  const campaign = await shop.db.client.couponCampaign.findFirstOrThrow();
  await signUp(page, "/balance", words);
  const limits: [string, number][] = [
    ["/", 150],
    ["/products", 150],
    [`/products/${product.id}`, 150],
    [`/coupons/${campaign.id}`, 150],
    [`/coupons/${campaign.id}/log`, 150],
    [`/checkout?product=${product.id}`, 180],
  ];
  for (const [path, limit] of limits) {
    const html = await (await page.request.get(path)).text();
    const scripts = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)]
      .filter(([tag]) => !/nomodule/i.test(tag))
      .map(([, src]) => src ?? "");
    const sizes = await Promise.all(
      [...new Set(scripts)].map(
        async (src) => gzipSync(await (await request.get(src)).body()).length,
      ),
    );
    const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
    expect(scripts.length, path).toBeGreaterThan(0);
    expect(kilobytes, path).toBeLessThanOrEqual(limit);
  }
});

test("search, filters, sort and page live in the URL; Back restores them", async ({ page }) => {
  await page.goto("/products?category=kitchen&sort=priceAsc");
  const names = page.getByRole("main").getByRole("listitem");
  await expect(names.first()).toBeVisible();
  const listed = await names.allTextContents();
  await page.getByRole("article").getByRole("link").first().click();
  await page.waitForURL(/\/products\/[\w-]+$/);
  await page.goBack();
  await expect(page).toHaveURL(/category=kitchen&sort=priceAsc/);
  await expect(names.first()).toBeVisible();
  expect(await names.allTextContents()).toEqual(listed);
});
