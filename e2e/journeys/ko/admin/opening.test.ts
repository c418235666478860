import { expect, newShopper, open, signIn, test } from "../../../admin.ts";

test.use({ seeded: false });

const owner = { email: "owner@example.com", password: "first-of-all-admins" };
const inMinutes = (minutes: number) =>
  new Date(Date.now() + (minutes + 9 * 60) * 60_000).toISOString().slice(0, 16);

test("the first admin sets up an empty shop: a product, a campaign, a sale", async ({
  page,
  browser,
  shop,
}) => {
  test.setTimeout(180_000);
  const { client } = shop.db;
  shop.run("admin:create", "--email", owner.email, "--name", "주인", "--password", owner.password);
  expect(await client.user.findMany()).toMatchObject([{ email: owner.email, role: "owner" }]);
  await signIn(page, "/", owner);

  const main = page.getByRole("main");
  await expect(main.getByText("첫 집계가 끝나면 여기에 나와요.")).toBeVisible();
  await expect(main.getByText("열려 있거나 곧 열릴 캠페인이 없어요.")).toBeVisible();
  await expect(main.getByRole("link", { name: /^매출/ })).toHaveText("매출0원");
  for (const [path, words] of [
    ["/orders", "조건에 맞는 주문이 없어요"],
    ["/products", "조건에 맞는 상품이 없어요"],
    ["/products/categories", "아직 카테고리가 없어요"],
    ["/campaigns", "조건에 맞는 캠페인이 없어요"],
    ["/exports", "조건에 맞는 데이터가 없어요"],
  ] as const) {
    await open(page, path);
    await expect(main.getByRole("heading", { name: words })).toBeVisible();
  }
  // The shop may have checked itself meanwhile.
  await open(page, "/invariants");
  await expect(main.getByText(/^(아직 확인한 적이 없어요|모두 맞아요)$/)).toBeVisible();
  await open(page, "/ranking");
  await expect(main.getByText("순위가 비어 있어요")).toBeVisible();
  await open(page, "/shoppers");
  await expect(main.getByRole("row")).toHaveCount(2);
  await open(page, "/audit");
  await expect(main.getByRole("row", { name: /관리자 만들기/ })).toContainText("명령줄");

  await open(page, "/products/new");
  await page.getByLabel("이름 (한국어)").first().fill("첫 그릇");
  await page.getByLabel("이름 (영어)").first().fill("The first bowl");
  await page.getByLabel("가격").fill("20000");
  await page.getByLabel("처음 재고").fill("2");
  await page.getByRole("button", { name: "새 카테고리 만들기" }).click();
  const category = page.getByRole("dialog", { name: "카테고리 만들기" });
  await category.getByLabel("이름 (한국어)").fill("그릇");
  await category.getByLabel("이름 (영어)").fill("Bowls");
  await category.getByRole("button", { name: "카테고리 만들기" }).click();
  await expect(category).toBeHidden();
  await page.getByRole("button", { name: "만들기", exact: true }).click();
  await expect(page.getByRole("heading", { name: "첫 그릇" })).toBeVisible();
  const product = await client.product.findFirstOrThrow();

  await open(page, "/campaigns/new");
  await page.getByLabel("이름 (한국어)").fill("개업 5,000원 쿠폰");
  await page.getByLabel("이름 (영어)").fill("5,000 won, we have opened");
  await page.getByLabel("할인", { exact: true }).fill("5000");
  await page.getByLabel("수량", { exact: true }).fill("1");
  await page.getByLabel("시작", { exact: true }).fill(inMinutes(-1));
  await page.getByLabel("종료", { exact: true }).fill(inMinutes(60));
  await page.getByRole("button", { name: "만들기" }).click();
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText(/개업 5,000원 쿠폰\s*진행 중/);
  const campaign = await client.couponCampaign.findFirstOrThrow();

  const shopper = await browser.newPage();
  const { id: userId } = await newShopper(shop, shopper, "첫손님");
  await open(shopper, `${shop.url}/coupons/${campaign.id}`);
  await shopper.getByRole("button", { name: "쿠폰 받기" }).click();
  await expect(shopper.getByText("쿠폰을 받았어요")).toBeVisible();
  await open(shopper, `${shop.url}/checkout?product=${product.id}&quantity=1`);
  await shopper.getByRole("radio", { name: /개업 5,000원 쿠폰/ }).check();
  await shopper.getByRole("button", { name: "주문하고 결제하러 가기" }).click();
  await shopper.getByRole("button", { name: "15,000원 충전하기" }).click();
  await shopper.getByRole("button", { name: "15,000원 결제하기" }).click();
  await expect(shopper.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();

  await expect(title).toHaveText(/소진/);
  await open(page, "/orders");
  const order = await client.order.findFirstOrThrow();
  expect(order).toMatchObject({ userId, status: "PAID", subtotal: 20_000n, total: 15_000n });
  await expect(main.getByRole("row", { name: new RegExp(`${order.orderNumber}`) })).toContainText(
    "15,000원",
  );
  await open(page, "/");
  await expect(main.getByRole("link", { name: /^매출/ })).toHaveText("매출15,000원");
  await open(page, "/invariants");
  await page.getByRole("button", { name: "지금 확인" }).click();
  await expect(main.getByRole("listitem").filter({ hasText: "맞아요" })).toHaveCount(10);
});
