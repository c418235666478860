import { countCompanions, payOrder, placeOrder } from "@sunchak/core";
import { makeCampaign, makeProduct, makeShoppers } from "@sunchak/testing";
import { open } from "../../admin.ts";
import { expect, productNamed, test } from "../../shop.ts";

test("home leads with the drop that has just opened, and gives reasons to browse", async ({
  page,
  shop,
}) => {
  const name = "방금 열린 쿠폰";
  // Whatever other journeys have opened, or will.
  await makeCampaign(shop.deps, {
    name,
    opensAt: new Date(Date.now() - 1_000),
    closesAt: new Date(Date.now() + 3_600_000),
  });
  // A page is kept for a second.
  await expect(async () => {
    await open(page, "/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name, { timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole("timer")).toBeVisible();
  const categories = page.getByRole("region", { name: "카테고리", exact: true });
  // Other journeys make categories meanwhile.
  for (const name of ["리빙", "문구·데스크", "식품", "아웃도어", "오디오", "욕실", "주방"]) {
    await expect(categories.getByRole("link", { name, exact: true })).toBeVisible();
  }
  const back = page.getByRole("region", { name: "다시 들어왔어요" });
  await expect(back.getByRole("article").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "최근 본 상품" })).toHaveCount(0);
  await categories.getByRole("link", { name: "오디오" }).click();
  await page.waitForURL("/products?category=audio");
});

test("what this browser has seen comes back with the price of now, until it is cleared", async ({
  page,
  shop,
}) => {
  const seen = page.getByRole("region", { name: "최근 본 상품" });
  const stool = await productNamed(shop, "Round oak stool");
  const id = await makeProduct(shop.deps, { name: "한번 본 잔", price: 12_000 });
  await open(page, `/products/${id}`);
  await expect(page.getByRole("heading", { name: "한번 본 잔" })).toBeVisible();
  await open(page, `/products/${stool.id}`);
  await expect(seen.getByRole("article")).toHaveText([/한번 본 잔/]);
  await shop.db.client.product.update({ where: { id }, data: { price: 11_000 } });
  await open(page, "/");
  await expect(seen.getByRole("article")).toHaveText([/참나무 원형 스툴/, /한번 본 잔.*11,000원/]);
  await seen.getByRole("button", { name: "지우기" }).click();
  await expect(seen).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("region", { name: /팔렸어요/ })).toBeVisible();
  await expect(seen).toHaveCount(0);
});

test("a product's page shows what was bought together, others of its category, and its table", async ({
  page,
  shop,
}) => {
  const [first, second] = await Promise.all([
    makeProduct(shop.deps, { name: "짝이 있는 잔", price: 1_000 }),
    makeProduct(shop.deps, { name: "짝이 되는 잔", price: 1_000 }),
  ]);
  await shop.db.client.product.update({
    where: { id: first },
    data: { specs: "용량: 330ml\n재질: 백자" },
  });
  for (const userId of await makeShoppers(shop.deps, 2, 10_000)) {
    const lines = [first, second].map((productId) => ({ productId, quantity: 1 }));
    const { orderId } = await placeOrder(shop.deps, { userId, lines });
    await payOrder(shop.deps, { id: orderId, userId });
  }
  // As the batch does, half a minute later.
  const clock = { now: () => new Date(Date.now() + 60_000) };
  await countCompanions({ ...shop.deps, clock });
  await open(page, `/products/${first}`);
  const together = page.getByRole("region", { name: "함께 산 상품" });
  await expect(together.getByRole("article")).toHaveText([/짝이 되는 잔/]);
  const related = page.getByRole("region", { name: "비슷한 상품" });
  await expect(related.getByRole("article").first()).toBeVisible();
  const specs = page.getByRole("region", { name: "상품 정보" });
  await expect(specs.getByRole("term")).toHaveText(["용량", "재질"]);
  await expect(specs.getByRole("definition")).toHaveText(["330ml", "백자"]);
});
