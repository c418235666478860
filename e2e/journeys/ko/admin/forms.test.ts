import type { Page } from "@playwright/test";
import { auditOf, expect, newProduct, open, signIn, test } from "../../../admin.ts";

const unsaved = (page: Page) => page.getByText("아직 저장하지 않았어요");
const question = (page: Page) => page.getByRole("dialog", { name: "저장하지 않고 나갈까요?" });

test("the first wrong field gets the focus, an error disappears once it is mended, and 18,000 is a number", async ({
  page,
  shop,
}) => {
  await signIn(page, "/products/new");
  const name = page.getByLabel("이름 (한국어)").first();
  const nameEn = page.getByLabel("이름 (영어)").first();
  const price = page.getByLabel("가격");
  await expect(unsaved(page)).toHaveCount(0);
  await name.fill("쉼표 접시");
  await expect(unsaved(page)).toBeVisible();
  await price.fill("18,00");
  await page.getByRole("button", { name: "만들기", exact: true }).click();
  await expect(nameEn).toBeFocused();
  await expect(nameEn).toHaveAttribute("aria-invalid", "true");
  await expect(price).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.type("Comma plate");
  await expect(nameEn).not.toHaveAttribute("aria-invalid");
  await expect(price).toHaveAttribute("aria-invalid", "true");
  await price.fill("１８，０００");
  await expect(price).not.toHaveAttribute("aria-invalid");
  await price.fill("18,000");
  await page.getByLabel("처음 재고").fill("1,200");
  await expect(page.getByText("카테고리를 골라 주세요")).toBeVisible();
  await page.getByLabel("카테고리", { exact: true }).selectOption("주방");
  await expect(page.getByText("카테고리를 골라 주세요")).toHaveCount(0);
  await page.getByRole("button", { name: "만들기", exact: true }).click();
  await expect(page.getByRole("heading", { name: "쉼표 접시" })).toBeVisible();
  const where = { nameEn: "Comma plate" };
  expect(await shop.db.client.product.findFirstOrThrow({ where })).toMatchObject({
    price: 18_000n,
    stock: 1_200,
  });
});

test("an error disappears when another field mends it", async ({ page }) => {
  await signIn(page, "/campaigns/new");
  await page.getByLabel("이름 (한국어)").fill("한 번에 쿠폰");
  await page.getByLabel("이름 (영어)").fill("At once");
  await page.getByLabel("할인", { exact: true }).fill("1,000");
  await page.getByLabel("수량", { exact: true }).fill("1,000");
  await page.getByLabel("시작", { exact: true }).fill("2090-01-02T10:00");
  const closes = page.getByLabel("종료", { exact: true });
  await closes.fill("2090-01-01T10:00");
  await page.getByRole("button", { name: "만들기" }).click();
  await expect(closes).toBeFocused();
  await expect(closes).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("시작", { exact: true }).fill("2089-01-01T10:00");
  await expect(closes).not.toHaveAttribute("aria-invalid");
});

test("a page with an unsaved form asks before it is left, and does not ask after saving", async ({
  page,
  shop,
}) => {
  const { id } = await newProduct(shop, { name: "남은 접시" });
  await signIn(page, "/products?q=남은 접시");
  await page.getByRole("link", { name: "남은 접시", exact: true }).click();
  const price = page.getByLabel("가격");
  await expect(price).toHaveValue("10000");
  const here = new RegExp(`/products/${id}$`);
  const stay = async () => {
    await expect(question(page)).toBeVisible();
    await question(page).getByRole("button", { name: "계속 입력하기" }).click();
    await expect(question(page)).toBeHidden();
    await expect(page).toHaveURL(here);
    await expect(price).toHaveValue("11,000");
  };

  await price.fill("11,000");
  await page.getByRole("link", { name: "회원", exact: true }).click();
  await stay();
  await page.getByRole("link", { name: "English" }).first().click();
  await stay();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("회원");
  await page.keyboard.press("Enter");
  await stay();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await stay();
  await page.evaluate(() => window.history.back());
  await stay();
  const closing = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await closing;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await expect(price).toHaveValue("11,000");

  // Typed back: nothing is left to save.
  await price.fill("10000");
  await expect(unsaved(page)).toHaveCount(0);
  await page.getByRole("link", { name: "회원", exact: true }).click();
  await expect(page).toHaveURL(/\/shoppers$/);
  await page.goBack();
  await price.fill("12,000");
  await page.getByRole("button", { name: "저장하기" }).click();
  await expect(page.locator("form").getByText("저장했어요")).toBeVisible();
  await page.getByRole("link", { name: "회원", exact: true }).click();
  await expect(page).toHaveURL(/\/shoppers$/);

  await page.goBack();
  await price.fill("13,000");
  await page.getByRole("link", { name: "회원", exact: true }).click();
  await question(page).getByRole("button", { name: "저장하지 않고 나가기" }).click();
  await expect(page).toHaveURL(/\/shoppers$/);
  expect(await shop.db.client.product.findUniqueOrThrow({ where: { id } })).toMatchObject({
    price: 12_000n,
    version: 2,
  });
});

test("a form keeps its text when saving gets no answer, and the next press saves it once", async ({
  page,
  shop,
}) => {
  test.setTimeout(120_000);
  const { id } = await newProduct(shop, { name: "끊긴 접시" });
  await signIn(page, `/products/${id}`);
  await page.getByLabel("가격").fill("14,000");
  // Each call reaches the shop, and its answer is lost on the way.
  await page.route("**/api/trpc/**", async (route) => {
    await route.fetch().catch(() => {});
    await route.abort();
  });
  await page.getByRole("button", { name: "저장하기" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByLabel("가격")).toHaveValue("14,000");
  await expect(unsaved(page)).toBeVisible();
  await page.unroute("**/api/trpc/**");
  await page.getByRole("button", { name: "저장하기" }).click();
  await expect(page.locator("form").getByText("저장했어요")).toBeVisible();
  await expect(unsaved(page)).toHaveCount(0);
  expect(await auditOf(shop, id)).toMatchObject([
    { action: "product.create" },
    { action: "product.update", after: { price: 14_000 } },
  ]);
});

test("what is edited after a lost answer is saved as well, without a conflict and without a second product", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  await signIn(page, "/products/new");
  await page.getByLabel("이름 (한국어)").first().fill("두 번 접시");
  await page.getByLabel("이름 (영어)").first().fill("Twice plate");
  await page.getByLabel("카테고리", { exact: true }).selectOption("주방");
  const price = page.getByLabel("가격");
  const alert = page.getByRole("main").getByRole("alert");
  const loseAnswers = () =>
    page.route("**/api/trpc/**", async (route) => {
      await route.fetch().catch(() => {});
      await route.abort();
    });
  await price.fill("14,000");
  await loseAnswers();
  await page.getByRole("button", { name: "만들기", exact: true }).click();
  await expect(alert).toBeVisible({ timeout: 60_000 });
  await page.unroute("**/api/trpc/**");
  await price.fill("15,000");
  // This press finds out that the product is made.
  await page.getByRole("button", { name: "만들기", exact: true }).click();
  await question(page).getByRole("button", { name: "계속 입력하기" }).click();
  await expect(price).toHaveValue("15,000");
  await page.getByRole("button", { name: "저장하기" }).click();
  await expect(page.locator("form").getByText("저장했어요")).toBeVisible();
  const [product] = await shop.db.client.product.findMany({ where: { nameEn: "Twice plate" } });
  expect(product).toMatchObject({ price: 15_000n, version: 2 });

  await open(page, `/products/${product?.id}`);
  await price.fill("16,000");
  await loseAnswers();
  await page.getByRole("button", { name: "저장하기" }).click();
  await expect(alert).toBeVisible({ timeout: 60_000 });
  await page.unroute("**/api/trpc/**");
  await price.fill("17,000");
  await page.getByRole("button", { name: "저장하기" }).click();
  await expect(alert).toHaveCount(0);
  await expect(unsaved(page)).toBeVisible();
  await expect(price).toHaveValue("17,000");
  await page.getByRole("button", { name: "저장하기" }).click();
  await expect(page.locator("form").getByText("저장했어요")).toBeVisible();
  const made = await shop.db.client.product.findMany({ where: { nameEn: "Twice plate" } });
  expect(made).toMatchObject([{ price: 17_000n, version: 4 }]);
});
