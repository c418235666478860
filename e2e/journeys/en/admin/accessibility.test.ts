import { expect, expectPresentable, open, signIn, test } from "../../../admin.ts";
import { everyPage } from "../../../admin-pages.ts";

test("axe finds no fault on any page, light or dark, and no page is wider than a phone, in English", async ({
  page,
  shop,
}) => {
  test.setTimeout(300_000);
  await open(page, "/en/sign-in");
  await expectPresentable(page, "/en/sign-in");
  const { paths } = await everyPage(shop, page);
  await signIn(page, "/en");
  for (const path of paths) {
    await open(page, `/en${path}`);
    await expectPresentable(page, path);
  }
});

test("axe finds no fault in the phone's menu, palette and dialogs, in English", async ({
  page,
  shop,
}) => {
  test.setTimeout(300_000);
  const { shopper, product, orderId } = await everyPage(shop, page);
  await signIn(page, "/en");
  await page.getByLabel("Menu", { exact: true }).filter({ visible: true }).click();
  await expect(page.getByRole("navigation", { name: "Main menu" })).toBeVisible();
  await expectPresentable(page, "the menu");
  for (const [path, button] of [
    ["", "Go to"],
    [`/orders/${orderId}`, "Refund"],
    [`/shoppers/${shopper.id}`, "Adjust balance"],
    [`/products/${product.id}`, "Adjust stock"],
    ["/exports", "Pause exports"],
  ] as const) {
    await open(page, `/en${path}`);
    await page.getByRole("button", { name: button, exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectPresentable(page, `${path}: ${button}`);
  }
});
