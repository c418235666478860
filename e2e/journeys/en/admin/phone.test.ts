import {
  auditOf,
  buy,
  expect,
  newProduct,
  newShopper,
  open,
  signIn,
  test,
} from "../../../admin.ts";

test("an admin settles a complaint on a phone in English, and changes the language with one press", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  const shopper = await newShopper(shop, page, "Dana Park");
  const product = await newProduct(shop, { name: "손잡이 컵", price: 18_000, stock: 5 });
  const order = await buy(shop, shopper.id, [{ productId: product.id, quantity: 2 }]);
  await signIn(page, "/en");
  await expect(page.getByRole("link", { name: /^Sales ?₩/ })).toBeVisible();

  const menu = page.locator("summary").filter({ visible: true }).first();
  await expect(menu).toHaveAccessibleName("Menu");
  await menu.click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("navigation", { name: "Main menu" })).toBeHidden();
  await menu.click();
  await page.getByRole("link", { name: "Orders", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Orders" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main menu" })).toBeHidden();

  await page.getByLabel("Search", { exact: true }).fill(order.orderNumber);
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("row").getByRole("link", { name: order.orderNumber }).click();
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText(new RegExp(`${order.orderNumber}\\s*Paid`));
  await expect(page.getByRole("link", { name: "손잡이 컵 (en)" })).toBeVisible();
  await page.getByRole("button", { name: "Refund", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("The handle came off");
  await dialog.getByRole("button", { name: "Review refund" }).click();
  await expect(dialog.getByRole("definition")).toHaveText([
    "₩36,000 to Dana Park",
    "손잡이 컵 (en) × 2",
    "No coupon used",
    "A refund event will be sent",
    "The handle came off",
  ]);
  await dialog.getByRole("button", { name: "Refund ₩36,000" }).click();
  await expect(title).toHaveText(new RegExp(`${order.orderNumber}\\s*Refunded`));
  expect(await auditOf(shop, order.orderId)).toMatchObject([
    { action: "order.refund", reason: "The handle came off" },
  ]);

  await page.getByRole("link", { name: "한국어" }).filter({ visible: true }).click();
  await expect(page).toHaveURL(`/orders/${order.orderId}`);
  await expect(title).toHaveText(/환불/);
  await page.getByRole("link", { name: "English" }).filter({ visible: true }).click();
  await expect(title).toHaveText(/Refunded/);

  await open(page, `/en/shoppers/${shopper.id}`);
  await page.getByRole("button", { name: "Adjust balance" }).click();
  await dialog.getByLabel("Amount to add or remove (₩)").fill("5000");
  await dialog.getByLabel("Reason").fill("For the trouble");
  await dialog.getByRole("button", { name: "Review" }).click();
  await dialog.getByRole("button", { name: "Adjust by +₩5,000" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("₩41,000").filter({ visible: true }).first()).toBeVisible();
  const account = await shop.db.client.account.findUnique({ where: { userId: shopper.id } });
  expect(account).toMatchObject({ balance: 41_000n });
});
