import { issueCoupon } from "@sunchak/core";
import { newShopper, open } from "../../admin.ts";
import { expect, productNamed, test } from "../../shop.ts";

test("a page that is not there says so in its title, in its language", async ({ page }) => {
  for (const path of ["/no-such-page", "/products/no-such-product", "/coupons/no-such-coupon"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page, path).toHaveTitle("페이지를 찾을 수 없어요 · 선착");
    await page.goto(`/en${path}`);
    await expect(page, path).toHaveTitle("Page not found · Sunchak");
  }
});

test("a ticket looks different before, open, won and over, and won only to its holder", async ({
  page,
  shop,
}) => {
  await open(page, "/coupons");
  const ticket = (id: string) =>
    page.getByRole("article").filter({ has: page.locator(`a[href$="/coupons/${id}"]`) });
  const look = (id: string) =>
    ticket(id).evaluate((element) => [
      getComputedStyle(element).backgroundColor,
      getComputedStyle(element.lastElementChild ?? element).backgroundColor,
    ]);
  const { items } = await (await page.request.get(`${shop.url}/api/v1/coupons`)).json();
  // Other journeys make and close campaigns of this name meanwhile.
  const idOf = (phase: string): string =>
    items.find((one: { phase: string; name: string }) => {
      return one.phase === phase && one.name !== "선착순 쿠폰";
    }).id;
  const id = idOf("OPEN");
  const looks = await Promise.all([id, idOf("UPCOMING"), idOf("SOLD_OUT")].map(look));
  await expect(page.getByText("받은 쿠폰이에요").filter({ visible: true })).toHaveCount(0);

  const { id: userId } = await newShopper(shop, page);
  await issueCoupon(shop.deps, { id, userId });
  await open(page, "/coupons");
  await expect(ticket(id).getByText("받은 쿠폰이에요")).toBeVisible();
  await expect(page.getByText("받은 쿠폰이에요").filter({ visible: true })).toHaveCount(1);
  looks.push(await look(id));
  expect(new Set(looks.map(String)).size).toBe(4);
});

test("the foot of a page offers shoppers nothing of developers", async ({ page, shop }) => {
  const { id } = await productNamed(shop, "Round oak stool");
  await open(page, `/products/${id}`);
  const links = page.getByRole("contentinfo").getByRole("link");
  await expect(links).not.toHaveCount(0);
  await expect(page.locator("a[href*='/api/']")).toHaveCount(0);
});
