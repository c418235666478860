import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { auditOf, expect, newAdmin, newProduct, open, signIn, test } from "../../../admin.ts";

const uploads = fileURLToPath(new URL("../../../../data/uploads/", import.meta.url));

test("a new product goes on sale with both names, a new category and a picture, and its changes are logged", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  const { client } = shop.db;
  await signIn(page, "/products");
  await page.getByRole("link", { name: "상품 만들기" }).click();
  await expect(page.getByRole("heading", { name: "상품 만들기" })).toBeVisible();

  await page.getByRole("button", { name: "만들기", exact: true }).click();
  await expect(page.getByText("보이는 글자로 1~120자를 입력해 주세요")).toHaveCount(2);
  await expect(page.getByText("카테고리를 골라 주세요")).toBeVisible();

  await page.getByLabel("이름 (한국어)").first().fill("황동 풍경");
  await page.getByLabel("이름 (영어)").first().fill("Brass wind bell");
  await page.getByLabel("설명 (한국어)").fill("처마 밑에서 울려요.");
  await page.getByLabel("설명 (영어)").fill("It rings under the eaves.");
  await page.getByLabel("가격").fill("38000");
  await page.getByLabel("처음 재고").fill("7");
  await page.getByRole("button", { name: "새 카테고리 만들기" }).click();
  const category = page.getByRole("dialog", { name: "카테고리 만들기" });
  await category.getByLabel("이름 (한국어)").fill("마당");
  await category.getByLabel("이름 (영어)").fill("Garden");
  await category.getByRole("button", { name: "카테고리 만들기" }).click();
  await expect(category).toBeHidden();
  await expect(page.getByLabel("카테고리", { exact: true })).toHaveValue("garden");

  const name = "풍경.png";
  const picture = page.getByLabel("사진 올리기");
  const buffer = await page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 240 } });
  for (const [refused, why] of [
    [Buffer.from("<script>alert(1)</script>"), "쓸 수 없는 형식이에요"],
    [Buffer.alloc(0), "빈 파일이에요"],
    [buffer.subarray(0, buffer.length / 2), "사진 파일이 손상됐거나 일부가 없어요"],
    [Buffer.alloc(8 * 1024 * 1024 + 1), "8MB보다 작은 사진으로"],
  ] as const) {
    await picture.setInputFiles({ name, mimeType: "image/png", buffer: refused });
    await expect(page.getByRole("main").getByRole("alert")).toContainText(why);
  }
  await picture.setInputFiles({ name, mimeType: "image/png", buffer });
  await expect(page.getByRole("button", { name: "1번째 사진 빼기" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  await page.getByRole("button", { name: "만들기", exact: true }).click();
  await expect(page.getByRole("heading", { name: "황동 풍경" })).toBeVisible();

  const { id, images } = await client.product.findFirstOrThrow({ where: { name: "황동 풍경" } });
  await expect(page).toHaveURL(new RegExp(`/products/${id}$`));
  const stored = () => client.product.findUniqueOrThrow({ where: { id } });
  expect(await stored()).toMatchObject({
    nameEn: "Brass wind bell",
    category: "garden",
    price: 38_000n,
    initialStock: 7,
    stock: 7,
    images: [expect.stringMatching(/^\/uploads\/[0-9a-f]{64}\.webp$/)],
  });

  // The storefront has it at once, in both languages, with its picture.
  await open(page, `${shop.url}/en/products?category=garden`);
  await page
    .getByRole("link", { name: /Brass wind bell/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "Brass wind bell" })).toBeVisible();
  await expect(page.getByText("It rings under the eaves.")).toBeVisible();
  const shown = page.locator('main img[src*="uploads"]').first();
  await expect
    .poll(() => shown.evaluate((node) => node instanceof HTMLImageElement && node.naturalWidth))
    .toBeGreaterThan(0);

  await open(page, `/products/${id}`);
  await page.getByLabel("가격").fill("36000");
  await page.getByRole("button", { name: "저장하기" }).click();
  await expect(page.getByText("저장했어요")).toBeVisible();
  expect(await stored()).toMatchObject({ price: 36_000n, version: 2 });

  await page.getByRole("button", { name: "재고 조정" }).click();
  const adjust = page.getByRole("dialog");
  await adjust.getByLabel("더하거나 뺄 수량").fill("-8");
  await adjust.getByLabel("이유").fill("처마에서 떨어져 깨짐");
  await adjust.getByRole("button", { name: "확인하기" }).click();
  await expect(adjust.getByText("7개보다 많이 뺄 수 없어요")).toBeVisible();
  await adjust.getByLabel("더하거나 뺄 수량").fill("-3");
  await adjust.getByRole("button", { name: "확인하기" }).click();
  await expect(adjust.getByRole("heading", { name: "재고를 이렇게 바꿀까요?" })).toBeVisible();
  await expect(adjust.getByRole("definition")).toHaveText([
    "7개",
    "-3개",
    "4개",
    "처마에서 떨어져 깨짐",
  ]);
  await adjust.getByRole("button", { name: "-3개 조정하기" }).click();
  await expect(adjust).toBeHidden();
  const journal = page.getByRole("table", { name: "재고 조정 기록" });
  await expect(journal.getByRole("row", { name: /처마에서 떨어져 깨짐/ })).toContainText("−3");
  await expect(journal).toContainText("관리자");
  expect(await stored()).toMatchObject({ stock: 4, initialStock: 7 });

  await page.getByRole("button", { name: "보관", exact: true }).click();
  await page.getByRole("button", { name: "1개 보관하기" }).click();
  await expect(page.getByRole("button", { name: "되돌리기" })).toBeVisible();
  await page.goto(`${shop.url}/products/${id}`);
  await expect(page.getByRole("heading", { name: "페이지를 찾을 수 없어요" })).toBeVisible();
  await open(page, `/products/${id}`);
  await page.getByRole("button", { name: "되돌리기" }).click();
  await page.getByRole("button", { name: "1개 되돌리기" }).click();
  await expect(page.getByRole("button", { name: "보관", exact: true })).toBeVisible();
  await open(page, `${shop.url}/products/${id}`);
  await expect(page.getByText("36,000원").first()).toBeVisible();

  expect(await auditOf(shop, id)).toMatchObject([
    { action: "product.create", after: { name: "황동 풍경", stock: 7 } },
    { action: "product.update", before: { price: 38_000 }, after: { price: 36_000 } },
    { action: "product.adjustStock", reason: "처마에서 떨어져 깨짐" },
    { action: "product.archive" },
    { action: "product.restore" },
  ]);
  await open(page, `/products/${id}`);
  await page.getByRole("link", { name: "보기", exact: true }).last().click();
  await expect(page).toHaveURL(/\/audit\?subjectId=/);
  const log = page.getByRole("table", { name: "변경 기록" });
  await expect(log.getByRole("row")).toHaveCount(6);
  await expect(log.getByRole("row", { name: /상품 고치기/ })).toContainText("가격 38,000 36,000");
  await expect(log.getByRole("row", { name: /재고 조정/ })).toContainText("처마에서 떨어져 깨짐");

  for (const url of images as string[]) rmSync(uploads + url.slice("/uploads/".length));
});

test("the second of two admins who edit one product is warned, and loses nothing typed", async ({
  page,
  browser,
  shop,
}) => {
  const { id } = await newProduct(shop, { name: "나무 주걱" });
  const other = await browser.newPage();
  await signIn(other, `/products/${id}`, await newAdmin(shop, other));
  await signIn(page, `/products/${id}`);

  await other.getByLabel("가격").fill("12000");
  await other.getByRole("button", { name: "저장하기" }).click();
  await expect(other.getByText("저장했어요")).toBeVisible();

  await page.getByLabel("이름 (한국어)").first().fill("참나무 주걱");
  await page.getByLabel("설명 (한국어)").fill("오래 쓸수록 윤이 나요.");
  await page.getByRole("button", { name: "저장하기" }).click();
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText("그사이 다른 관리자가 이 상품을 바꿨어요");
  await expect(page.getByLabel("이름 (한국어)").first()).toHaveValue("참나무 주걱");
  await expect(page.getByLabel("설명 (한국어)")).toHaveValue("오래 쓸수록 윤이 나요.");
  const stored = () => shop.db.client.product.findUniqueOrThrow({ where: { id } });
  expect(await stored()).toMatchObject({ name: "나무 주걱", price: 12_000n, version: 2 });

  await alert.getByRole("button", { name: "바뀐 내용 불러오기" }).click();
  await expect(page.getByLabel("가격")).toHaveValue("12000");
  await open(page, `/products/${id}`);
  await page.getByLabel("이름 (한국어)").first().fill("참나무 주걱");
  await page.getByRole("button", { name: "저장하기" }).click();
  await expect(page.getByText("저장했어요")).toBeVisible();
  expect(await stored()).toMatchObject({ name: "참나무 주걱", price: 12_000n, version: 3 });
});

test("a list keeps its search, filters, sort and page in the URL, through Back and a saved view", async ({
  page,
  shop,
}) => {
  const { client } = shop.db;
  await signIn(page, "/products");
  const names = page.getByRole("table").getByRole("row").getByRole("link");
  await page.getByLabel("정렬").selectOption("낮은 가격순");
  await expect(page).toHaveURL(/\?sort=priceAsc$/);
  const sorted = await client.product.findMany({
    where: { archivedAt: null },
    orderBy: [{ price: "asc" }, { id: "asc" }],
  });
  const page1 = sorted.slice(0, 20).map(({ name }) => name);
  await expect(names).toHaveText(page1);
  await page.getByRole("link", { name: "다음", exact: true }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(names).toHaveText(sorted.slice(20, 40).map(({ name }) => name));
  await names.first().click();
  await expect(page).toHaveURL(`/products/${sorted[20]?.id}`);
  await page.goBack();
  await expect(names).toHaveText(sorted.slice(20, 40).map(({ name }) => name));
  await page.goBack();
  await expect(page).toHaveURL(/\?sort=priceAsc$/);
  await expect(names).toHaveText(page1);

  await page.getByLabel("카테고리", { exact: true }).selectOption("주방");
  await expect(page).toHaveURL(/category=kitchen/);
  await page.getByLabel("검색").fill("드리퍼");
  await page.getByRole("button", { name: "검색", exact: true }).click();
  await expect(names).toHaveText(["핸드드립 도자기 드리퍼"]);
  await expect(page).toHaveURL((url) => {
    const { q, category, sort } = Object.fromEntries(url.searchParams);
    return q === "드리퍼" && category === "kitchen" && sort === "priceAsc";
  });
  await page.getByRole("link", { name: /^검색 ?드리퍼/ }).click();
  await expect(page).not.toHaveURL(/[?&]q=/);
  await expect(page).toHaveURL(/category=kitchen/);

  const views = page.getByRole("navigation", { name: "저장한 조건" });
  const view = () => client.savedView.findFirst({ where: { list: "products" } });
  await page.getByRole("button", { name: "이 조건 저장" }).click();
  await page.getByRole("dialog").getByLabel("이름").fill("싼 주방용품");
  await page.getByRole("dialog").getByRole("button", { name: "이 조건 저장" }).click();
  await expect(views.getByRole("link", { name: "싼 주방용품" })).toHaveAttribute(
    "aria-current",
    "true",
  );
  expect(await view()).toMatchObject({
    name: "싼 주방용품",
    query: "category=kitchen&sort=priceAsc",
  });
  await open(page, "/products");
  await views.getByRole("link", { name: "싼 주방용품" }).click();
  await expect(page).toHaveURL(/\?category=kitchen&sort=priceAsc$/);
  await views.getByRole("button", { name: "저장한 조건 정리" }).click();
  const manage = page.getByRole("dialog", { name: "저장한 조건 정리" });
  await manage.getByRole("button", { name: "저장한 조건 ‘싼 주방용품’ 이름 바꾸기" }).click();
  await manage.getByLabel("이름").fill("주방, 싼 것부터");
  await manage.getByRole("button", { name: "이름 바꾸기", exact: true }).click();
  await expect(manage.getByRole("status")).toHaveText("이름을 바꿨어요");
  expect(await view()).toMatchObject({ name: "주방, 싼 것부터" });
  await manage.getByRole("button", { name: "저장한 조건 ‘주방, 싼 것부터’ 지우기" }).click();
  await manage.getByRole("button", { name: "지우기", exact: true }).click();
  await expect(manage).toBeHidden();
  await expect(views.getByRole("link")).toHaveCount(0);
  expect(await view()).toBeNull();
});

test("archiving and restoring affects the ticked products only", async ({ page, shop }) => {
  const names = ["옹기 접시 하나", "옹기 접시 둘", "옹기 접시 셋"];
  for (const name of names) await newProduct(shop, { name });
  const onSale = async () =>
    (
      await shop.db.client.product.findMany({
        where: { name: { startsWith: "옹기 접시" }, archivedAt: null },
        orderBy: { id: "asc" },
      })
    ).map(({ name }) => name);
  await signIn(page, "/products?q=옹기 접시");
  await page.getByRole("checkbox", { name: "옹기 접시 하나 고르기" }).check();
  await page.getByRole("checkbox", { name: "옹기 접시 셋 고르기" }).check();
  await expect(page.getByText("2개 골랐어요")).toBeVisible();
  await page.getByRole("button", { name: "보관", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "상품 2개를 보관할까요?" })).toBeVisible();
  await page.getByRole("button", { name: "2개 보관하기" }).click();
  await expect(page.getByRole("table").getByRole("row").getByRole("link")).toHaveText([
    "옹기 접시 둘",
  ]);
  expect(await onSale()).toEqual(["옹기 접시 둘"]);

  await page.getByLabel("상태").selectOption("보관함");
  await expect(page.getByText("이 페이지의 2개 모두 고르기")).toBeVisible();
  await page.getByRole("checkbox", { name: "이 페이지의 2개 모두 고르기" }).check();
  await page.getByRole("button", { name: "되돌리기" }).click();
  await page.getByRole("button", { name: "2개 되돌리기" }).click();
  await expect(page.getByRole("heading", { name: "조건에 맞는 상품이 없어요" })).toBeVisible();
  expect(await onSale()).toEqual(names);

  await page.getByRole("button", { name: "실행 취소" }).click();
  await expect(page.getByText("상품 2개를 보관했어요")).toBeVisible();
  expect(await onSale()).toEqual(["옹기 접시 둘"]);
});
