import type { Locator, Page } from "@playwright/test";
import { chargeBalance } from "@sunchak/core";
import { makeOrder } from "@sunchak/testing";
import { newProduct, newShopper, open } from "../../admin.ts";
import { expect, productNamed, test } from "../../shop.ts";

/** What is left of a phone's screen between the browser's own bars. */
test.use({ viewport: { width: 390, height: 664 } });

/** A button is in sight before, during and after a scroll to the end, and covers no foot of the page. */
async function expectAlwaysInSight(page: Page, button: Locator) {
  for (const part of [0, 0.5, 1]) {
    await page.evaluate((to) => scrollTo(0, to * document.body.scrollHeight), part);
    await expect(button).toBeInViewport({ ratio: 1 });
  }
  const foot = await page.getByRole("contentinfo").boundingBox();
  const bar = await button.boundingBox();
  expect((foot?.y ?? 0) + (foot?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
}

test("the main button of product, cart, drop, checkout and payment is always in sight, with its amount", async ({
  page,
  shop,
}) => {
  const { id } = await productNamed(shop, "Round oak stool");
  await open(page, `/en/products/${id}`);
  const buy = page.getByRole("link", { name: /^Buy now for ₩[\d,]+$/ });
  await expectAlwaysInSight(page, buy);
  await page.getByRole("button", { name: "Add to cart" }).tap();
  await expect(page.getByRole("link", { name: "View cart" })).toBeInViewport({ ratio: 1 });
  await page.getByRole("link", { name: "View cart" }).tap();
  await expectAlwaysInSight(page, page.getByRole("link", { name: /^Check out ₩[\d,]+$/ }));

  const drop = await shop.db.client.couponCampaign.findFirstOrThrow({
    where: { name: "환영 5,000원 쿠폰" },
  });
  await open(page, `/en/coupons/${drop.id}`);
  await expectAlwaysInSight(page, page.getByRole("link", { name: "Sign in to get it" }));
  const { id: userId } = await newShopper(shop, page);
  await page.reload();
  await expectAlwaysInSight(page, page.getByRole("button", { name: "Get coupon" }));

  await chargeBalance(shop.deps, { userId, amount: 1_000_000 });
  await open(page, `/en/checkout?product=${id}`);
  const place = page.getByRole("button", { name: /^Place order for ₩[\d,]+$/ });
  await expectAlwaysInSight(page, place);
  await place.tap();
  await page.waitForURL(/\/en\/orders\/[\w-]+$/);
  await expectAlwaysInSight(page, page.getByRole("button", { name: /^Pay ₩[\d,]+$/ }));
});

test("of a sold-out product, the button to hear when it is back is always in sight", async ({
  page,
  shop,
}) => {
  const { id } = await productNamed(shop, "Moon jar vase");
  await open(page, `/en/products/${id}`);
  await expectAlwaysInSight(page, page.getByRole("link", { name: "Sign in for a restock alert" }));
  await newShopper(shop, page);
  await page.reload();
  await expectAlwaysInSight(page, page.getByRole("button", { name: "Alert me when it’s back" }));
});

test("the header makes room while one scrolls down, and is back with the keyboard or a scroll up", async ({
  page,
}) => {
  await open(page, "/en/products");
  const header = page.getByRole("banner");
  const scroll = (pixels: number) => page.evaluate((by) => scrollBy(0, by), pixels);
  await scroll(900);
  await expect(header).not.toBeInViewport();
  await scroll(-60);
  await expect(header).toBeInViewport({ ratio: 1 });
  await scroll(300);
  await expect(header).not.toBeInViewport();
  await page.getByRole("combobox", { name: "Search products" }).focus();
  await expect(header).toBeInViewport({ ratio: 1 });
});

const enlarge = (page: Page, letters: string) =>
  page.evaluate((size) => {
    document.documentElement.style.fontSize = size;
  }, letters);

/** What can be pressed in a part of the page and is not whole on the screen; rows that scroll sideways are left out. */
const offScreen = (part: Locator, width: number) =>
  part.evaluate((root, right) => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    return [...root.querySelectorAll("a, button, input, select, summary, label")]
      .filter((element) => element.checkVisibility() && !scrolls(element.parentElement))
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 1 && (box.left < 0 || Math.floor(box.right) > right);
      })
      .map((element) => element.outerHTML.slice(0, 160));
  }, width);

test("with a balance of 9,999,000 won nothing is off screen at 320 pixels, nor at 390 with letters twice as large, in both languages", async ({
  page,
  shop,
}) => {
  test.setTimeout(240_000);
  const { id: userId } = await newShopper(shop, page, "남궁선착순");
  for (const amount of [...Array<number>(9).fill(1_000_000), 999_000]) {
    await chargeBalance(shop.deps, { userId, amount });
  }
  const product = await newProduct(shop, { name: "값나가는 병풍", price: 9_999_000 });
  const orderId = await makeOrder(shop.deps, { userId, productId: product.id });
  const drop = await shop.db.client.couponCampaign.findFirstOrThrow({
    where: { name: "환영 5,000원 쿠폰" },
  });
  const paths = [
    "/",
    "/products",
    `/products/${product.id}`,
    "/coupons",
    `/coupons/${drop.id}`,
    "/coupons/mine",
    "/cart",
    `/checkout?product=${product.id}`,
    `/orders/${orderId}`,
    "/orders",
    "/balance",
    "/account",
    "/account/password",
    "/no-such-page",
  ];
  const wrong: unknown[] = [];
  for (const prefix of ["", "/en"]) {
    for (const path of paths) {
      await open(page, prefix + path);
      await expect(page.locator("header summary")).toBeVisible();
      for (const [screen, letters] of [
        [390, "200%"],
        [320, "100%"],
      ] as const) {
        await page.setViewportSize({ width: screen, height: 664 });
        await enlarge(page, letters);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        const off = await offScreen(page.locator("body"), screen);
        if (width > screen || off.length > 0) wrong.push([prefix + path, letters, width, off]);
      }
    }
    await page.locator("header summary").tap();
    const out = page.getByRole("button", { name: /^(?:로그아웃|Sign out)$/ });
    await expect(out).toBeInViewport({ ratio: 1 });
  }
  expect(wrong).toEqual([]);
});

test("the header keeps everything on screen with letters twice as large, for a visitor and a shopper", async ({
  page,
  shop,
}) => {
  await page.setViewportSize({ width: 320, height: 664 });
  const header = page.getByRole("banner");
  for (const path of ["/products", "/en/products"]) {
    await open(page, path);
    await expect(header.getByRole("link", { name: /^(?:로그인|Sign in)$/ })).toBeVisible();
    await enlarge(page, "200%");
    expect(await offScreen(header, 320)).toEqual([]);
  }
  await newShopper(shop, page, "남궁선착순");
  for (const path of ["/products", "/en/products"]) {
    await open(page, path);
    await expect(page.locator("header summary")).toBeVisible();
    await enlarge(page, "200%");
    expect(await offScreen(header, 320)).toEqual([]);
    await page.locator("header summary").tap();
    const out = page.getByRole("button", { name: /^(?:로그아웃|Sign out)$/ });
    await out.scrollIntoViewIfNeeded();
    await expect(out).toBeInViewport({ ratio: 1 });
  }
});
