import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { newProduct, open } from "../../admin.ts";
import { expect, test } from "../../shop.ts";

const field = (page: Page) => page.getByRole("combobox", { name: "Search products" });

/** Everything that can be pressed under the field is wide and high enough, and on the page. */
async function expectRoomForThumbs(page: Page) {
  const targets = page.getByRole("search").locator("[role=option], button:not([type=submit])");
  for (const target of await targets.all()) {
    const box = await target.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.width).toBeGreaterThanOrEqual(44);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

test("a thumb finds a product, and what was searched before", async ({ page, shop }) => {
  const name = "Hemp rope ladder with a name that is longer than any phone is wide";
  const { id } = await newProduct(shop, { name });
  await open(page, "/en");
  await field(page).tap();
  await field(page).pressSequentially("hemp rope");
  const products = page.getByRole("listbox", { name: "Suggested products" });
  await expect(products.getByRole("option")).toHaveText([`${name} (en)`]);
  const panel = await products.locator("..").boundingBox();
  expect(panel).toMatchObject({ x: 0, width: 390 });
  await expectRoomForThumbs(page);
  await products.getByRole("option").tap();
  await page.waitForURL(`**/en/products/${id}`);

  await field(page).fill("hemp");
  await field(page).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Results for “hemp”");
  await open(page, "/en/coupons");
  await field(page).tap();
  const recent = page.getByRole("listbox", { name: "Recent searches in this browser" });
  await expect(recent.getByRole("option")).toHaveText(["hemp"]);
  await expectRoomForThumbs(page);
  await recent.getByRole("option").tap();
  await page.waitForURL("**/en/products?q=hemp");
  await page.getByRole("heading", { level: 1 }).tap();
  await open(page, "/en");
  await field(page).tap();
  await page.getByRole("button", { name: "Remove recent search: hemp" }).tap();
  await expect(recent).toBeHidden();
});

test("a search in vain asks whether the other keyboard was meant", async ({ page, shop }) => {
  await newProduct(shop, { name: "Jute doormat" });
  // jute, with the keyboard in Korean.
  await open(page, `/en/products?q=${encodeURIComponent("ㅓㅕㅅㄷ")}`);
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("Did you mean “jute”?");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole("link", { name: "See results for “jute” (1 product)" }).tap();
  await expect(page.getByRole("article")).toContainText(["Jute doormat"]);
});
