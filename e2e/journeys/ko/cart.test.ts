import type { Page } from "@playwright/test";
import { payOrder } from "@sunchak/core";
import { makeProduct } from "@sunchak/testing";
import { newShopper, open } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

const quantityOf = (page: Page, name: string) =>
  page.getByRole("textbox", { name: `${name} 수량` });
const cartLink = (page: Page, count: number) =>
  page.getByRole("link", {
    name: count === 0 ? "장바구니, 비어 있음" : `장바구니, 상품 ${count}개`,
  });

async function addToCart(page: Page, productId: string) {
  await open(page, `/products/${productId}`);
  await page.getByRole("button", { name: "장바구니 담기" }).click();
  await expect(page.getByText("장바구니에 담았어요.")).toBeVisible();
}

/** Orders the cart. Returns the page of the order, which waits for its payment. */
async function orderCart(page: Page): Promise<string> {
  await open(page, "/checkout");
  await page.getByRole("button", { name: /주문하고 결제하러 가기$/ }).click();
  await page.waitForURL(/\/orders\/[\w-]+$/);
  return new URL(page.url()).pathname;
}

async function signIn(page: Page, { email, password }: { email: string; password: string }) {
  await page.locator("#email").fill(email);
  await page.locator("#password").fill(password);
  await page.getByRole("button", { name: "로그인" }).click();
}

async function signOut(page: Page) {
  await page.getByLabel(/계정 메뉴/).click();
  await page.getByRole("button", { name: "로그아웃" }).click();
  await expect(page.getByRole("banner").getByRole("link", { name: "로그인" })).toBeVisible();
}

const mug = (shop: Shop, name: string) => makeProduct(shop.deps, { name, price: 10_000 });

test("an order removes what was ordered from the cart, and keeps what another tab added", async ({
  page,
  shop,
}) => {
  test.setTimeout(120_000);
  await newShopper(shop, page);
  await addToCart(page, await mug(shop, "기다리는 잔"));
  const order = await orderCart(page);
  const other = await page.context().newPage();
  await open(other, "/cart");
  const more = other.getByRole("button", { name: "기다리는 잔 수량 하나 늘리기" });
  await more.click();
  await more.click();
  await addToCart(other, await mug(shop, "나중에 담은 잔"));
  await open(other, "/cart");
  await expect(quantityOf(other, "기다리는 잔")).toHaveValue("3");
  expect(new URL(page.url()).pathname).toBe(order);
  await page.getByRole("button", { name: "10,000원 충전하기" }).click();
  await page.getByRole("button", { name: "10,000원 결제하기" }).click();
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
  await expect(quantityOf(other, "기다리는 잔")).toHaveValue("2");
  await expect(quantityOf(other, "나중에 담은 잔")).toHaveValue("1");
  // Neither the same order in a second tab nor a reload removes anything more.
  await open(other, order);
  await page.reload();
  await open(page, "/cart");
  await expect(quantityOf(page, "기다리는 잔")).toHaveValue("2");
});

test("an order that was paid elsewhere leaves the cart when it is opened", async ({
  page,
  shop,
}) => {
  const { id: userId } = await newShopper(shop, page);
  await addToCart(page, await mug(shop, "다른 곳에서 산 잔"));
  const id = (await orderCart(page)).split("/").at(-1) ?? "";
  await page.getByRole("button", { name: "10,000원 충전하기" }).click();
  await expect(page.getByText("10,000원을 충전했어요")).toBeVisible();
  await page.goto("about:blank");
  await payOrder(shop.deps, { id, userId });
  await open(page, "/cart");
  await expect(page.getByText("장바구니가 비어 있어요")).toBeVisible();
});

test("a visitor's cart joins the account's at signing in, disappears at signing out and comes back", async ({
  page,
  shop,
}) => {
  test.setTimeout(120_000);
  const first = await newShopper(shop, page);
  const second = await newShopper(shop, page);
  await page.context().clearCookies();
  await addToCart(page, await mug(shop, "첫째의 잔"));
  await open(page, "/sign-in?next=%2Fcart");
  await signIn(page, first);
  await expect(quantityOf(page, "첫째의 잔")).toBeVisible();

  await signOut(page);
  await expect(cartLink(page, 0)).toBeVisible();
  await open(page, "/sign-in?next=%2Fcart");
  await signIn(page, second);
  await expect(page.getByText("장바구니가 비어 있어요")).toBeVisible();

  await signOut(page);
  await open(page, "/sign-in?next=%2Fcart");
  await signIn(page, first);
  await expect(quantityOf(page, "첫째의 잔")).toBeVisible();
});

test("a second shopper never sees the first one's cart, however the first session ended", async ({
  page,
  shop,
}) => {
  test.setTimeout(120_000);
  const first = await newShopper(shop, page);
  await addToCart(page, await mug(shop, "끝난 세션의 잔"));
  const left = await page.context().newPage();
  await open(left, "/cart");
  await expect(quantityOf(left, "끝난 세션의 잔")).toBeVisible();

  await shop.db.client.session.deleteMany({ where: { userId: first.id } });
  await open(page, "/");
  await expect(cartLink(page, 0)).toBeVisible();
  // The other tab, with the first shopper's cart, is emptied too.
  await expect(left.getByText("장바구니가 비어 있어요")).toBeVisible();
  await newShopper(shop, page);
  await open(page, "/cart");
  await expect(page.getByText("장바구니가 비어 있어요")).toBeVisible();
  await expect(cartLink(left, 0)).toBeVisible();
});

test("more than there is becomes what there is and says so, and what was taken out can be put back", async ({
  page,
  shop,
}) => {
  await newShopper(shop, page);
  await addToCart(page, await makeProduct(shop.deps, { name: "아홉 개뿐인 잔", stock: 9 }));
  await open(page, "/cart");
  const quantity = quantityOf(page, "아홉 개뿐인 잔");
  await quantity.fill("999");
  await expect(quantity).toHaveValue("9");
  await expect(page.getByText("지금은 9개까지 살 수 있어요.")).toBeVisible();
  await expect(page.getByRole("link", { name: "90,000원 주문하기" })).toBeVisible();
  await page.getByRole("button", { name: "아홉 개뿐인 잔 빼기" }).click();
  await expect(page.getByRole("heading", { name: "장바구니가 비어 있어요" })).toBeVisible();
  await page.getByRole("button", { name: "다시 담기" }).click();
  await expect(quantity).toHaveValue("9");
  await expect(page.getByText("장바구니에서 뺐어요.")).toBeHidden();
});
