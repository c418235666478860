import type { Page } from "@playwright/test";
import { setWish } from "@sunchak/core";
import { makeProduct } from "@sunchak/testing";
import { newShopper, open, type Person, untilAlive } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

const heart = (page: Page, name: string) =>
  page.getByRole("button", { name: `${name} 찜하기` }).first();

const wishesOf = async ({ db }: Shop, { id: userId }: Person) =>
  (await db.client.wishedProduct.findMany({ where: { userId } })).map((one) => one.productId);

async function signIn(page: Page, { email, password }: Person) {
  await page.locator("#email").fill(email);
  await page.locator("#password").fill(password);
  await page.getByRole("button", { name: "로그인" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  await untilAlive(page);
}

test("a wish shows at once, is in step across tabs and pages, and survives a reload", async ({
  page,
  shop,
}) => {
  const person = await newShopper(shop, page);
  const name = "찜할 잔";
  const productId = await makeProduct(shop.deps, { name, price: 9_000 });
  await open(page, "/products?sort=newest");
  const other = await page.context().newPage();
  await open(other, `/products/${productId}`);
  await expect(heart(other, name)).toHaveAttribute("aria-pressed", "false");
  await heart(page, name).click();
  await expect(heart(page, name)).toHaveAttribute("aria-pressed", "true");
  await expect(heart(other, name)).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("link", { name: "찜한 상품 보기" }).click();
  await page.waitForURL("/wishes");
  await expect(page.getByRole("heading", { name })).toBeVisible();
  expect(await wishesOf(shop, person)).toEqual([productId]);
  // What is taken off stays on the page until it is left.
  await heart(page, name).click();
  await expect(page.getByText("찜한 상품에서 뺐어요.")).toBeVisible();
  await expect(heart(other, name)).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "아직 찜한 상품이 없어요" })).toBeVisible();
});

test("a visitor's wish leads to sign-in and back to the product, where it is made", async ({
  page,
  shop,
}) => {
  const person = await newShopper(shop, page);
  const name = "나중에 찜할 잔";
  const productId = await makeProduct(shop.deps, { name });
  await page.context().clearCookies();
  await open(page, `/products/${productId}`);
  await heart(page, name).click();
  await page.waitForURL(/\/sign-in\?next=/);
  await signIn(page, person);
  await page.waitForURL(`/products/${productId}`);
  await expect(heart(page, name)).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText("찜한 상품에 담았어요.")).toBeVisible();
  expect(await wishesOf(shop, person)).toEqual([productId]);
});

test("a wish that can't be sent goes back, and says so", async ({ page, shop }) => {
  const person = await newShopper(shop, page);
  const name = "찜하지 못할 잔";
  const productId = await makeProduct(shop.deps, { name });
  await open(page, `/products/${productId}`);
  await page.context().setOffline(true);
  await heart(page, name).click();
  await expect(page.getByText("연결이 끊겨서 찜이 바뀌지 않았어요.")).toBeVisible();
  await expect(heart(page, name)).toHaveAttribute("aria-pressed", "false");
  expect(await wishesOf(shop, person)).toEqual([]);
});

test("a wish of an ended session is made after signing in again", async ({ page, shop }) => {
  const person = await newShopper(shop, page);
  const name = "다시 찜할 잔";
  const productId = await makeProduct(shop.deps, { name });
  await open(page, `/products/${productId}`);
  await shop.db.client.session.deleteMany({ where: { userId: person.id } });
  await heart(page, name).click();
  await page.getByRole("link", { name: "다시 로그인하기" }).click();
  await signIn(page, person);
  await expect(heart(page, name)).toHaveAttribute("aria-pressed", "true");
  expect(await wishesOf(shop, person)).toEqual([productId]);
});

test("the wish list shows the price and stock of now, and what is no longer sold", async ({
  page,
  shop,
}) => {
  const person = await newShopper(shop, page);
  const [price, out, gone] = ["값이 바뀐 잔", "품절된 잔", "더 안 파는 잔"];
  const ids: string[] = [];
  for (const name of [price, out, gone]) {
    const productId = await makeProduct(shop.deps, { name, price: 10_000 });
    await setWish(shop.deps, { userId: person.id, productId, wished: true });
    ids.push(productId);
  }
  const change = (id: string | undefined, data: object) =>
    shop.db.client.product.update({ where: { id: id ?? "" }, data });
  await change(ids[0], { price: 8_000 });
  await change(ids[1], { stock: 0, initialStock: 0 });
  await change(ids[2], { archivedAt: new Date() });
  await open(page, "/wishes");
  const card = (name: string) => page.getByRole("article").filter({ hasText: name });
  await expect(card(price)).toContainText("8,000원");
  await expect(card(out)).toContainText("품절");
  await expect(card(gone)).toContainText("더는 팔지 않아요");
  await expect(card(gone).getByRole("link")).toHaveCount(0);
});
