import type { Page } from "@playwright/test";
import { newProduct, open } from "../../admin.ts";
import { expect, test } from "../../shop.ts";

const fold = (page: Page) => page.getByRole("button", { name: "Price, stock and sorting" });
const field = (page: Page) => page.getByRole("combobox", { name: "Search products" });

test("the catalogue doesn't move while it loads", async ({ page }) => {
  await page.addInitScript(() => {
    const seen: number[] = [];
    Object.assign(window, { shifts: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push((entry as { value?: number }).value ?? 0);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await open(page, "/en/products");
  await expect(fold(page)).toHaveAttribute("aria-expanded", "false");
  await expect(page.getByLabel("Sort by")).toBeHidden();
  await page.waitForLoadState("networkidle");
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(0.02);
});

test("sorting keeps the fold and the focus, and Back brings the fields along", async ({ page }) => {
  await open(page, "/en/products?category=kitchen");
  await fold(page).tap();
  const sort = page.getByLabel("Sort by");
  await sort.focus();
  await sort.selectOption("Price: low to high");
  await page.waitForURL("**/en/products?category=kitchen&sort=priceAsc");
  await expect(page.getByRole("article").first()).toBeVisible();
  await expect(sort).toBeFocused();
  await expect(fold(page)).toHaveAttribute("aria-expanded", "true");
  await page.getByLabel("Stock", { exact: true }).selectOption("In stock only");
  await page.waitForURL(/inStock=true/);
  await expect(page.getByLabel("Stock", { exact: true })).toHaveValue("true");
  await page.goBack();
  await expect(page.getByLabel("Stock", { exact: true })).toHaveValue("");
  await page.goBack();
  await expect(sort).toHaveValue("newest");
});

test("prices the wrong way round are said, and swapped with one press", async ({ page }) => {
  await open(page, "/en/products");
  await fold(page).tap();
  await page.getByLabel("Minimum price (₩)").fill("50000");
  await page.getByLabel("Maximum price (₩)").fill("10000");
  await page.getByRole("button", { name: "Apply" }).tap();
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText(
    "The minimum price is above the maximum",
  );
  await page.getByRole("link", { name: "Swap the two prices" }).tap();
  await page.waitForURL(/minPrice=10000&maxPrice=50000/);
  await expect(page.getByLabel("Minimum price (₩)")).toHaveValue("10000");
  await expect(page.getByRole("article").first()).toBeVisible();
});

test("a search in a category stays in it, and in vain offers all products", async ({
  page,
  shop,
}) => {
  await newProduct(shop, { name: "Slate coaster" });
  await open(page, "/en/products?category=kitchen&sort=priceAsc&page=2");
  await field(page).fill("slate coaster");
  await field(page).press("Enter");
  await page.waitForURL("**/en/products?q=slate+coaster&category=kitchen&sort=priceAsc");
  await expect(page.getByRole("article")).toContainText(["Slate coaster"]);

  await open(page, "/en/products?category=audio&sort=newest");
  await field(page).fill("slate coaster");
  await field(page).press("Enter");
  await page.waitForURL("**/en/products?q=slate+coaster&category=audio");
  await page.getByRole("link", { name: "Search all products for “slate coaster”" }).tap();
  await expect(page.getByRole("article")).toContainText(["Slate coaster"]);
  await expect(page).toHaveURL(/\/en\/products\?q=slate\+coaster$/);
});

test("the chosen category is in sight, and its row reaches the edges of the screen", async ({
  page,
}) => {
  await open(page, "/en/products");
  const row = page.getByRole("navigation", { name: "Categories" }).getByRole("list");
  const last = row.getByRole("link").last();
  await expect(last).not.toBeInViewport();
  expect(await row.boundingBox()).toMatchObject({ x: 0, width: 390 });
  const path = await last.getAttribute("href");
  await open(page, path ?? "");
  await expect(last).toHaveAttribute("aria-current", "true");
  await expect(last).toBeInViewport({ ratio: 1 });
});

test("the count says which of how many are shown", async ({ page }) => {
  await open(page, "/en/products");
  await expect(page.getByText(/^1–24 of \d+ products$/)).toBeVisible();
  // Other journeys make products of the kitchen.
  await open(page, "/en/products?category=audio");
  await expect(page.getByText(/^\d+ products$/)).toBeVisible();
});

test("without scripts the filters are open, and a search keeps the category", async ({
  browser,
  shop,
}) => {
  const context = await browser.newContext({
    baseURL: shop.url,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 664 },
  });
  const page = await context.newPage();
  await page.goto("/en/products?category=kitchen");
  await expect(fold(page)).toBeHidden();
  await page.getByLabel("Sort by").selectOption("Price: low to high");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForURL(/category=kitchen.*sort=priceAsc/);
  await field(page).fill("a");
  await field(page).press("Enter");
  await page.waitForURL(/category=kitchen&sort=priceAsc&q=a$/);
  await context.close();
});
