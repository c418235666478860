import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { newProduct, newShopper, open } from "../../admin.ts";
import { expect, test } from "../../shop.ts";

const field = (page: Page) => page.getByRole("combobox", { name: "상품 검색" });
const products = (page: Page) => page.getByRole("listbox", { name: "추천 상품" });
const recent = (page: Page) => page.getByRole("listbox", { name: "이 브라우저의 최근 검색" });
const told = (page: Page) => page.getByRole("search").getByRole("status");
const isSuggest = (url: URL) => url.pathname.endsWith("/product.suggest");
const askedFor = (url: string): string =>
  JSON.parse(new URL(url).searchParams.get("input") ?? "{}").q;

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

test("what an input method composes is searched, and its keys stay its own", async ({
  page,
  shop,
}) => {
  const { id } = await newProduct(shop, { name: "누비 토시" });
  await newProduct(shop, { name: "누비 장갑" });
  const devtools = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    devtools.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  const commit = (text: string) => devtools.send("Input.insertText", { text });
  const asked: string[] = [];
  page.on("request", (request) => {
    if (isSuggest(new URL(request.url()))) asked.push(askedFor(request.url()));
  });
  await open(page, "/");
  await field(page).click();
  await compose("누");
  await expect.poll(() => asked).toContain("누");
  await expect(products(page).getByRole("option")).not.toHaveCount(0);
  await commit("누");
  await compose("비");
  await expect(field(page)).toHaveValue("누비");
  await expect(products(page).getByRole("option", { name: "누비" })).toHaveCount(2);

  await page.keyboard.press("ArrowDown");
  await expect(field(page)).not.toHaveAttribute("aria-activedescendant");

  await commit("비 토시");
  await expect(products(page).getByRole("option")).toHaveText(["누비 토시"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/products/${id}`);
  expect(asked.filter((q) => q.trim() === "")).toEqual([]);
});

test("an answer that was overtaken is dropped, and its call ended", async ({ page, shop }) => {
  await newProduct(shop, { name: "모시 조각보" });
  await open(page, "/");
  await page.route(isSuggest, async (route) => {
    // This one never answers.
    if (askedFor(route.request().url()) !== "모") await route.continue();
  });
  const first = page.waitForRequest((request) => isSuggest(new URL(request.url())));
  const ended = page.waitForEvent("requestfailed", (one) => isSuggest(new URL(one.url())));
  await field(page).pressSequentially("모");
  expect(askedFor((await first).url())).toBe("모");
  await field(page).pressSequentially("시");
  expect(askedFor((await ended).url())).toBe("모");
  await expect(products(page).getByRole("option")).toHaveText(["모시 조각보"]);
});

test("a suggestion that cannot be had leaves the search as it is", async ({ page, shop }) => {
  await newProduct(shop, { name: "대나무 소반" });
  await open(page, "/");
  await page.route(isSuggest, (route) => route.abort());
  const failed = page.waitForEvent("requestfailed", (one) => isSuggest(new URL(one.url())));
  await field(page).pressSequentially("소반");
  await failed;
  await expect(told(page)).toBeEmpty();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article")).toContainText(["대나무 소반"]);
});

test("the keyboard alone finds a product, and a screen reader hears how many there are", async ({
  page,
  shop,
}) => {
  await newProduct(shop, { name: "자개 명함집" });
  const { id } = await newProduct(shop, { name: "자개 손거울" });
  await open(page, "/");
  await field(page).focus();
  await expect(field(page)).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.type("자개");
  await expect(told(page)).toHaveText("추천 상품이 2개 있어요.");
  const options = products(page).getByRole("option");
  await expect(products(page).locator("mark")).toHaveText(["자개", "자개"]);
  const mirror = (await options.allTextContents()).indexOf("자개 손거울");
  await expectAccessible(page);

  await page.keyboard.press("ArrowDown");
  await expect(options.nth(0)).toHaveAttribute("aria-selected", "true");
  const active = await options.nth(0).getAttribute("id");
  await expect(field(page)).toHaveAttribute("aria-activedescendant", active ?? "");
  await page.keyboard.press("ArrowUp");
  await expect(field(page)).not.toHaveAttribute("aria-activedescendant");
  await page.keyboard.press("ArrowUp");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("search")).toMatchAriaSnapshot(`
    - search:
      - text: 상품 검색
      - button "검색"
      - combobox "상품 검색" [expanded]: 자개
      - status: 추천 상품이 2개 있어요.
      - listbox "추천 상품":
        - option
        - option [selected]
  `);

  await page.keyboard.press("Escape");
  await expect(products(page)).toBeHidden();
  await expect(field(page)).toHaveValue("자개");
  await expect(told(page)).toBeEmpty();
  await page.keyboard.press("ArrowDown");
  await expect(options).toHaveCount(2);
  await page.keyboard.press("Tab");
  await expect(field(page)).not.toBeFocused();
  await expect(products(page)).toBeHidden();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowDown");
  await expect(options).toHaveCount(2);
  for (let presses = 0; presses <= mirror; presses++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/products/${id}`);
  await expect(field(page)).toHaveValue("");
});

test("a name that nobody has is said so, and Enter still searches", async ({ page }) => {
  await open(page, "/");
  await field(page).pressSequentially("없는이름");
  const none = "이름이 맞는 상품이 없어요. 검색하면 카테고리와 설명에서도 찾아요.";
  await expect(told(page)).toHaveText(none);
  await expect(page.getByRole("paragraph").filter({ hasText: none })).toHaveCount(1);
  await expect(field(page)).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("‘없는이름’ 검색 결과");
});

test("the browser's recent searches come back, and go one by one or all at once", async ({
  page,
  shop,
}) => {
  await open(page, "/");
  for (const q of ["머그", "램프", " ", "만년필"]) {
    await field(page).fill(q);
    await page.keyboard.press("Enter");
    const title = q.trim() ? `‘${q}’ 검색 결과` : "모든 상품";
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  }
  await expect(field(page)).toHaveValue("만년필");
  await newShopper(shop, page);
  await open(page, "/");
  await field(page).focus();
  const options = recent(page).getByRole("option");
  await expect(options).toHaveText(["만년필", "램프", "머그"]);
  await expect(told(page)).toHaveText("최근 검색이 3개 있어요.");
  await expectAccessible(page);

  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("‘램프’ 검색 결과");
  await field(page).fill("");
  await expect(options).toHaveText(["램프", "만년필", "머그"]);

  await page.getByRole("button", { name: "‘만년필’ 최근 검색 지우기" }).click();
  await expect(options).toHaveText(["램프", "머그"]);
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "모두 지우기" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(recent(page)).toBeHidden();
  await expect(field(page)).toBeFocused();
  await page.reload();
  await field(page).focus();
  await expect(recent(page)).toBeHidden();
});

test("a search in vain offers the categories, and what the keys type in the other layout", async ({
  page,
  shop,
}) => {
  await newProduct(shop, { name: "더치커피 병" });
  // 커피, with the keyboard in English.
  await open(page, "/products?q=zjvl");
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("혹시 ‘커피’인가요?");
  const categories = page.getByRole("navigation", { name: "카테고리" }).getByRole("link");
  await expect(categories.first()).toHaveAttribute("href", /^\/products\?category=\w+$/);
  await expectAccessible(page);
  const link = page.getByRole("main").getByRole("link", { name: "‘커피’ 검색 결과 보기" });
  const count = /모두 (\d+)개/.exec((await link.textContent()) ?? "")?.[1];
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("‘커피’ 검색 결과");
  await expect(page.getByRole("main")).toContainText(`모두 ${count}개`);
  await expect(page.getByRole("article").filter({ hasText: "더치커피 병" })).toHaveCount(1);
  await expect(field(page)).toHaveValue("커피");

  // mug, with the keyboard in Korean.
  await open(page, "/products?q=%E3%85%A1%E3%85%95%E3%85%8E");
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("혹시 ‘mug’인가요?");
  await open(page, "/products?q=qwertyuiop");
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText(
    "조건에 맞는 상품이 없어요",
  );
  await expect(page.getByRole("link", { name: "모든 상품 보기" })).toBeVisible();
  // In the other layout it would be longer than a search may be.
  await open(page, `/products?q=${encodeURIComponent("값".repeat(200))}`);
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText(
    "조건에 맞는 상품이 없어요",
  );
});

test("the field has the page's search, and a list is by relevance only when it is a search's", async ({
  page,
}) => {
  await open(page, "/products");
  const sort = page.getByRole("combobox", { name: "정렬" });
  await expect(sort.getByRole("option", { name: "정확도순" })).toHaveCount(0);
  await field(page).fill("세트");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/products\?q=[^&]+$/);
  await expect(sort).toHaveValue("relevance");
  await page.getByRole("article").getByRole("link").first().click();
  await page.waitForURL(/\/products\/[\w-]+$/);
  await expect(field(page)).toHaveValue("");
  await page.goBack();
  await expect(field(page)).toHaveValue("세트");
  await page.getByRole("link", { name: /^검색: 세트 조건 빼기/ }).click();
  await expect(page).toHaveURL(/\/products$/);
  await expect(field(page)).toHaveValue("");
  await expect(sort).toHaveValue("newest");
});

test("the search works without scripts", async ({ browser, shop }) => {
  const context = await browser.newContext({ baseURL: shop.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/");
  await field(page).fill("드리퍼");
  await field(page).press("Enter");
  await page.waitForURL(/\/products\?q=/);
  await expect(field(page)).toHaveValue("드리퍼");
  await expect(page.getByRole("article")).toContainText(["핸드드립 도자기 드리퍼"]);
  await context.close();
});
