import { buy, expect, newProduct, newShopper, signIn, test } from "../../../admin.ts";

test("a report says what was sold, and leads to the order, where the staff leave notes", async ({
  page,
  shop,
}) => {
  const shopper = await newShopper(shop, page, "나보고");
  const product = await newProduct(shop, { name: "보고될 화로", price: 450_000 });
  const lines = [{ productId: product.id, quantity: 2 }];
  const { orderNumber } = await buy(shop, shopper.id, lines);

  await signIn(page, "/reports?range=7d");
  const main = page.getByRole("main");
  await main.getByRole("link", { name: "상품", exact: true }).click();
  await expect(page).toHaveURL(/show=products&range=7d/);
  const row = main.getByRole("row", { name: /^보고될 화로/ });
  await expect(row).toContainText("900,000원");
  const downloading = page.waitForEvent("download");
  await main.getByRole("link", { name: "CSV로 받기" }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^products-.*\.csv$/);

  await main.getByRole("link", { name: "이전 기간" }).click();
  await expect(row).toHaveCount(0);
  await page.goBack();
  await row.getByRole("link", { name: "2", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/orders\\?productId=${product.id}.*by=paid`));
  await main.getByRole("link", { name: orderNumber }).click();

  const text = "문 앞에 둬 달라고 했어요";
  await main.getByRole("textbox", { name: "새 메모" }).fill(text);
  await main.getByRole("button", { name: "메모 남기기" }).click();
  await expect(main.getByRole("listitem").filter({ hasText: text })).toContainText("관리자");
  await expect(main.getByRole("textbox", { name: "새 메모" })).toHaveValue("");
});
