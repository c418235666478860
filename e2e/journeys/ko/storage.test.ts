import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { demoAdmin, newShopper, open } from "../../admin.ts";
import { launchOptions } from "../../playwright.config.ts";
import { expect, productNamed, type Shop, test } from "../../shop.ts";

/** A browser that blocks site data throws on any access. */
const blockStorage = () => {
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {
      configurable: true,
      get() {
        throw new DOMException("Access is denied for this document.", "SecurityError");
      },
    });
  }
};

const fillStorage = () => {
  Storage.prototype.setItem = () => {
    throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
  };
};

const forgetful = "이 브라우저에는 장바구니를 저장할 수 없어요";

/** Opens every kind of page that visitors see. */
async function browse(page: Page, shop: Shop) {
  const product = await productNamed(shop, "Round oak stool");
  const campaign = await shop.db.client.couponCampaign.findFirstOrThrow({
    where: { name: "선착순 100명 10,000원 쿠폰" },
  });
  const drop = `/coupons/${campaign.id}`;
  const paths = ["/", "/products", "/coupons", drop, `${drop}/log`, "/cart", "/sign-in"];
  for (const path of [...paths, "/sign-up", "/en", "/no-such-page"]) {
    await open(page, shop.url + path);
    // A page breaks only once its scripts have run.
    await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    await expect(page.getByRole("banner")).toBeVisible();
    await expect(page.getByText("페이지를 열지 못했어요")).toHaveCount(0);
  }
  await page.goto(`${shop.url}/api/docs`);
  await expect(page.getByRole("heading", { name: "Sunchak" })).toBeVisible();
  await open(page, `${shop.url}/products/${product.id}`);
}

/** Starts on the open product page and goes to the cart. */
async function fillCart(page: Page) {
  await page.getByRole("button", { name: "장바구니 담기" }).click();
  await expect(page.getByText("새로 고치면 사라져요")).toBeVisible();
  await page.getByRole("link", { name: "장바구니 보기" }).click();
  await expect(page.getByText(forgetful)).toBeVisible();
  await expect(page.getByRole("button", { name: "참나무 원형 스툴 빼기" })).toBeVisible();
}

for (const [how, script] of [
  ["blocks", blockStorage],
  ["has no room for", fillStorage],
] as const) {
  test(`a browser that ${how} site data shows every page, sells, and says what it forgets`, async ({
    page,
    shop,
  }) => {
    test.setTimeout(180_000);
    await page.addInitScript(script);
    await browse(page, shop);
    await newShopper(shop, page);
    const product = await productNamed(shop, "Round oak stool");
    await open(page, `/products/${product.id}`);
    await fillCart(page);
    await page.getByRole("link", { name: "주문하기" }).click();
    await page.getByRole("button", { name: /주문하고 결제하러 가기$/ }).click();
    await page.getByRole("button", { name: /원 충전하기$/ }).click();
    await page.getByRole("button", { name: /원 결제하기$/ }).click();
    await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
    await page.getByRole("link", { name: "장바구니" }).click();
    await expect(page.getByText("장바구니가 비어 있어요")).toBeVisible();
    await expect(page.getByText(forgetful)).toBeVisible();

    const campaign = await shop.db.client.couponCampaign.findFirstOrThrow({
      where: { name: "선착순 100명 10,000원 쿠폰" },
    });
    await open(page, `/coupons/${campaign.id}`);
    await page.getByRole("button", { name: "쿠폰 받기" }).click();
    await expect(page.getByText("쿠폰을 받았어요")).toBeVisible();
  });
}

test.describe("with Chromium set to block all cookies and site data", () => {
  let profile: string;
  let browser: BrowserContext;

  test.beforeEach(async () => {
    profile = mkdtempSync(join(tmpdir(), "sunchak-profile-"));
    mkdirSync(join(profile, "Default"));
    const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
    writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(settings));
    browser = await chromium.launchPersistentContext(profile, {
      ...launchOptions,
      locale: "ko-KR",
      viewport: { width: 1440, height: 900 },
    });
  });
  test.afterEach(async () => {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  });

  test("a visitor can browse the shop and fill a cart, and signing in says that it needs cookies", async ({
    shop,
  }) => {
    test.setTimeout(120_000);
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    await browse(page, shop);
    await fillCart(page);
    await page.getByRole("link", { name: "주문하기" }).click();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await expect(page.getByText("이 브라우저가 쿠키를 막고 있어요")).toBeVisible();
    await page.locator("#email").fill("shopper@sunchak.example");
    await page.locator("#password").fill("shopper-sunchak-1");
    await page.getByRole("button", { name: "로그인" }).click();
    await expect(page.getByText("이 브라우저가 쿠키를 막고 있어요")).toBeVisible();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    expect(faults).toEqual([]);
  });

  test("the admin app says that signing in needs cookies", async ({ shop }) => {
    const { url } = await shop.openAdmin();
    const page = await browser.newPage();
    await open(page, `${url}/orders`);
    await expect(page.getByText("이 브라우저가 쿠키를 막고 있어요")).toBeVisible();
    await page.locator("#email").fill(demoAdmin.email);
    await page.locator("#password").fill(demoAdmin.password);
    await page.getByRole("button", { name: "로그인" }).click();
    await expect(page.getByText("이 브라우저가 쿠키를 막고 있어요")).toBeVisible();
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

test("signing in tells when the browser silently drops the session cookie", async ({
  page,
  shop,
}) => {
  await page.route("**/api/auth/sign-in/email", async (route) => {
    const response = await route.fetch();
    const { "set-cookie": _, ...headers } = response.headers();
    await page.context().clearCookies();
    await route.fulfill({ response, headers });
  });
  await open(page, `${shop.url}/sign-in`);
  await page.locator("#email").fill("shopper@sunchak.example");
  await page.locator("#password").fill("shopper-sunchak-1");
  await page.getByRole("button", { name: "로그인" }).click();
  await expect(page.getByText("이 브라우저가 쿠키를 막고 있어요")).toBeVisible();
});
