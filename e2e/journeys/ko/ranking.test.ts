import type { Page } from "@playwright/test";
import { adjustStock } from "@sunchak/core";
import type { TopProducts } from "@sunchak/core/schema";
import { adminId, expectPresentable, open } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

/** The section of the best sellers; its name says the window. */
const bestSellers = (page: Page, title: string | RegExp = /가장 많이 팔렸어요$/) =>
  page.getByRole("region", { name: title });

/** What the API answers, as the page shows it: `1위 이름`. */
async function placesOf({ url }: Shop, page: Page, query: string): Promise<string[]> {
  const answer = await page.request.get(`${url}/api/v1/products/top?${query}`);
  const { items }: TopProducts = await answer.json();
  return items.map(({ rank, name }) => `${rank}위 ${name}`);
}

test("the home page shows the best sellers of each window and category, and Back comes back to them", async ({
  page,
  shop,
}) => {
  await open(page, "/");
  const places = bestSellers(page).getByRole("listitem").getByRole("link");
  await expect(places).toHaveText(await placesOf(shop, page, ""));
  await expect(bestSellers(page, "3일 동안 가장 많이 팔렸어요")).toContainText(/\d{2}:\d{2} 기준/);
  for (const [days, title] of [
    ["30", "30일 동안 가장 많이 팔렸어요"],
    ["1", "하루 동안 가장 많이 팔렸어요"],
    ["7", "7일 동안 가장 많이 팔렸어요"],
  ] as const) {
    await bestSellers(page).getByText(`${days}일`, { exact: true }).click();
    await expect(bestSellers(page, title)).toBeVisible();
    await expect(page.getByRole("radio", { name: `${days}일`, exact: true })).toBeChecked();
    await expect(places).toHaveText(await placesOf(shop, page, `days=${days}`));
    await expect(page).toHaveURL(`/?days=${days}`);
  }
  await bestSellers(page).getByLabel("카테고리").selectOption("주방");
  const kitchen = await placesOf(shop, page, "days=7&category=kitchen");
  expect(kitchen.length).toBeGreaterThan(1);
  await expect(places).toHaveText(kitchen);
  await expect(bestSellers(page).getByRole("status")).toHaveText(
    `주방, 최근 7일 인기 상품 ${kitchen.length}개를 보고 있어요.`,
  );
  await expect(page).toHaveURL("/?days=7&category=kitchen");
  await expectPresentable(page, "the best sellers of a category");

  await places.first().click();
  await page.waitForURL(/\/products\/[\w-]+$/);
  await page.goBack();
  await expect(places).toHaveText(kitchen);
  await page.reload();
  await expect(places).toHaveText(kitchen);
  await page.getByRole("banner").getByRole("link", { name: "선착" }).click();
  await expect(places).toHaveText(await placesOf(shop, page, ""));
});

test("a best seller that is sold out says so, in every window and above its category", async ({
  page,
  shop,
}) => {
  const answer = await page.request.get(`${shop.url}/api/v1/products/top`);
  const { items }: TopProducts = await answer.json();
  const [{ productId: id = "" } = {}] = items;
  const { name, stock, category } = await shop.db.client.product.findUniqueOrThrow({
    where: { id },
  });
  const move = async (quantity: number) =>
    adjustStock(shop.deps, { id, quantity, reason: "실사", actorId: await adminId(shop) });
  await move(-stock);
  const best = bestSellers(page).getByRole("listitem").filter({ hasText: name });
  // A page is kept for a second.
  await expect(async () => {
    await open(page, "/");
    await expect(best.getByText("품절", { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await bestSellers(page).getByText("30일", { exact: true }).click();
  await expect(bestSellers(page, "30일 동안 가장 많이 팔렸어요")).toBeVisible();
  await expect(best.getByText("품절", { exact: true })).toBeVisible();
  await open(page, `/products?category=${category}`);
  await expect(best.getByText("품절", { exact: true })).toBeVisible();
  await move(stock);
});

test("the windows are chosen with the arrow keys alone", async ({ page, shop }) => {
  await open(page, "/");
  const places = bestSellers(page).getByRole("listitem").getByRole("link");
  await page.getByRole("radio", { name: "3일" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "7일" })).toBeFocused();
  await expect(places).toHaveText(await placesOf(shop, page, "days=7"));
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("radio", { name: "1일" })).toBeFocused();
  await expect(places).toHaveText(await placesOf(shop, page, "days=1"));
  await page.keyboard.press("Tab");
  await expect(bestSellers(page).getByLabel("카테고리")).toBeFocused();
});

test("an answer that is overtaken is not shown", async ({ page, shop }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/product\.top.*30/, async (route) => {
    await held;
    await route.continue();
  });
  await open(page, "/");
  const places = bestSellers(page).getByRole("listitem").getByRole("link");
  await bestSellers(page).getByText("30일", { exact: true }).click();
  await expect(page.getByRole("radio", { name: "30일" })).toBeChecked();
  // The list of before stays, with its own title.
  await expect(bestSellers(page, "3일 동안 가장 많이 팔렸어요")).toBeVisible();
  await bestSellers(page).getByText("1일", { exact: true }).click();
  const day = await placesOf(shop, page, "days=1");
  await expect(places).toHaveText(day);
  const titles = await bestSellers(page)
    .getByRole("heading", { level: 2 })
    .evaluateHandle((title) => {
      const seen: (string | null)[] = [];
      const observer = new MutationObserver(() => seen.push(title.textContent));
      observer.observe(title, { characterData: true, childList: true, subtree: true });
      return seen;
    });
  const late = page.waitForResponse(/product\.top.*30/);
  release();
  await (await late).finished();
  await bestSellers(page).getByText("7일", { exact: true }).click();
  await expect(places).toHaveText(await placesOf(shop, page, "days=7"));
  expect(await titles.jsonValue()).toEqual(["7일 동안 가장 많이 팔렸어요"]);
});

test("a ranking that can't be read says so, and is read again on a press", async ({
  page,
  shop,
}) => {
  await page.route(/product\.top/, (route) => route.abort());
  await open(page, "/?days=7");
  const alert = bestSellers(page).getByRole("alert");
  await expect(alert).toContainText("순위를 불러오지 못했어요.");
  await page.unroute(/product\.top/);
  await alert.getByRole("button", { name: "다시 불러오기" }).click();
  await expect(bestSellers(page).getByRole("listitem").getByRole("link")).toHaveText(
    await placesOf(shop, page, "days=7"),
  );
  await expect(alert).toHaveCount(0);
});

test("a category's first page shows its best five of seven days, and no other list does", async ({
  page,
  shop,
}) => {
  await open(page, "/products?category=kitchen");
  const best = await placesOf(shop, page, "days=7&category=kitchen");
  expect(best.length).toBeGreaterThan(1);
  await expect(bestSellers(page, "7일 동안 가장 많이 팔렸어요")).toContainText(/\d{2}:\d{2} 기준/);
  await expect(bestSellers(page).getByRole("link")).toHaveText(best);
  await expectPresentable(page, "a category with its best sellers");
  for (const path of [
    "/products",
    "/products?category=kitchen&sort=priceAsc",
    "/products?category=kitchen&q=%EB%93%9C%EB%A6%AC%ED%8D%BC",
    "/products?category=no-such-category",
  ]) {
    await open(page, path);
    await expect(bestSellers(page)).toHaveCount(0);
  }
});

test("what rises says how many places it gained", async ({ page }) => {
  await open(page, "/");
  const rising = page.getByRole("region", { name: "순위가 빠르게 오르고 있어요" });
  await expect(rising).toContainText("최근 3일과 그 전 3일 비교");
  const places = rising.getByRole("listitem");
  expect(await places.count()).toBeGreaterThan(0);
  for (const place of await places.all()) {
    await expect(place).toContainText(/[1-9]\d*계단 올랐어요|새로 진입/);
  }
});
