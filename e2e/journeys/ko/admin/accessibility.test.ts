import {
  adminId,
  buy,
  expect,
  expectPresentable,
  forgetPasswords,
  newProduct,
  open,
  signIn,
  test,
} from "../../../admin.ts";
import { everyPage } from "../../../admin-pages.ts";

test("axe finds no fault on any page, light or dark, at 1440 px in Korean", async ({
  page,
  shop,
}) => {
  test.setTimeout(300_000);
  for (const path of ["/sign-in", "/invitation", "/reset-password", "/forgot-password"]) {
    await open(page, path);
    await expectPresentable(page, path);
  }
  const { paths } = await everyPage(shop, page);
  await signIn(page);
  for (const path of paths) {
    await open(page, path);
    await expectPresentable(page, path);
  }
});

test("axe finds no fault in any dialog, light or dark, in Korean", async ({ page, shop }) => {
  test.setTimeout(300_000);
  const { shopper, product } = await everyPage(shop, page);
  const dear = await newProduct(shop, { name: "비싼 상품", price: 300_000 });
  const { orderId } = await buy(shop, shopper.id, [{ productId: dear.id, quantity: 1 }]);
  await signIn(page);
  for (const [path, button] of [
    ["/", "빠른 이동 Ctrl K"],
    [`/orders/${orderId}`, "환불"],
    [`/shoppers/${shopper.id}`, "잔액 조정"],
    [`/shoppers/${shopper.id}`, "이용 정지"],
    [`/products/${product.id}`, "재고 조정"],
    ["/products/categories", "카테고리 만들기"],
    ["/products?sort=priceAsc", "이 조건 저장"],
  ] as const) {
    await open(page, path);
    await page.getByRole("button", { name: button, exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectPresentable(page, `${path}: ${button}`);
  }
  await open(page, `/orders/${orderId}`);
  await page.getByRole("button", { name: "환불", exact: true }).click();
  await page.getByRole("dialog").getByLabel("이유").fill("색이 사진과 달라요");
  await page.getByRole("button", { name: "환불 내용 확인하기" }).click();
  await expect(page.getByRole("dialog", { name: "이 주문을 환불할까요?" })).toBeVisible();
  await expectPresentable(page, "refund: what goes back");
  await forgetPasswords(shop, { id: await adminId(shop) });
  await page.getByRole("button", { name: "300,000원 환불하기" }).click();
  await expect(page.getByRole("dialog", { name: "비밀번호를 확인해 주세요" })).toBeVisible();
  await expectPresentable(page, "refund: the password again");
});
