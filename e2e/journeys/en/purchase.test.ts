import { expect, productNamed, signUp, test } from "../../shop.ts";

const words = { title: "Create an account", submit: "Create account" };

test("a shopper completes a purchase in English on a phone", async ({ page, shop }) => {
  await page.goto("/en");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  const product = await productNamed(shop, "Hardcover dot notebook A5");
  await page.goto(`/en/products/${product.id}`);
  await expect(page.getByRole("heading", { name: "Hardcover dot notebook A5" })).toBeVisible();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("link", { name: "View cart" }).click();
  await page.getByRole("link", { name: "Check out" }).click();
  await expect(page).toHaveURL(/\/en\/sign-in\?next=/);

  await signUp(page, "/en/checkout", words);
  await page.getByRole("button", { name: /^Place order for/ }).click();
  await page.waitForURL(/\/en\/orders\/[\w-]+$/);
  await page.getByRole("button", { name: /^Top up/ }).click();
  await page.getByRole("button", { name: /^Pay/ }).click();
  await expect(page.getByRole("heading", { name: "Payment complete" })).toBeVisible();
});
