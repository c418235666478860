import { expect, newProduct, signIn, test } from "../../../admin.ts";

test("a file of products is applied once, although one of its calls is refused in the middle", async ({
  page,
  shop,
}) => {
  const cup = await newProduct(shop, { name: "수입 찻잔", price: 10_000 });
  const { client } = shop.db;
  const stored = () => client.product.findUniqueOrThrow({ where: { id: cup.id } });
  const { nameEn, category, stock } = await stored();
  const made = { name: { startsWith: "수입 접시" } };
  // One more than a call takes.
  const plates = Array.from(
    { length: 50 },
    (_, n) => `,수입 접시 ${n},Plate ${n},${category},"12,000",`,
  );
  const csv = [
    "상품 ID,이름,영어 이름,카테고리,가격,재고 더하기",
    `${cup.id},수입 찻잔,${nameEn},${category},10000,5`,
    ...plates,
  ].join("\n");
  let calls = 0;
  await page.route("**/api/trpc/admin.product.import?*", (route) => {
    calls += 1;
    if (calls !== 2) return route.continue();
    const data = { code: "RATE_LIMITED", httpStatus: 429, details: {} };
    return route.fulfill({
      status: 429,
      json: { error: { message: "busy", code: -32_029, data } },
    });
  });

  await signIn(page, "/products/import");
  await page
    .getByLabel("CSV 파일")
    .setInputFiles({ name: "products.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await expect(page.getByRole("definition")).toHaveText(["1개", "50개", "0개", "0개"]);
  expect(await client.product.count({ where: made })).toBe(0);
  await page.getByLabel("이유").fill("겨울 입고");
  const apply = page.getByRole("button", { name: "51개 상품에 적용하기" });
  await apply.click();
  await expect(page.getByText("51개 가운데 50개를 적용했어요")).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await apply.click();
  await expect(page.getByText("51개 상품에 적용했어요")).toBeVisible();
  expect(await client.product.count({ where: made })).toBe(50);
  expect((await stored()).stock).toBe(stock + 5);
});
