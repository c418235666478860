import { makeCampaign, makeProduct } from "@sunchak/testing";
import { newShopper, open } from "../../admin.ts";
import { expect, test } from "../../shop.ts";

test.use({ seeded: false });

test("a shopper on a phone gets a coupon beside the product, and a better one while ordering", async ({
  page,
  shop,
}) => {
  const { id: userId } = await newShopper(shop, page);
  const id = await makeProduct(shop.deps, { name: "Cup", price: 29_000 });
  await makeCampaign(shop.deps, { discountValue: 3_000 });
  await open(page, `/en/products/${id}`);
  await expect(page.getByText("₩3,000 off: you pay ₩26,000")).toBeVisible();
  await page.getByRole("button", { name: "Get it: First-come coupon" }).tap();
  await expect(page.getByText("You’re number 1: the coupon is yours.")).toBeVisible();
  await makeCampaign(shop.deps, { discountValue: 5_000 });
  await open(page, `/en/checkout?product=${id}`);
  await expect(page.getByRole("radio", { name: /Saves you the most/ })).toBeChecked();
  await page.getByRole("button", { name: "Get ₩5,000 off and order for ₩24,000" }).tap();
  await page.waitForURL(/\/en\/orders\/[\w-]+$/);
  const order = await shop.db.client.order.findFirstOrThrow({ where: { userId } });
  expect(order).toMatchObject({ subtotal: 29_000n, discount: 5_000n, total: 24_000n });
});
