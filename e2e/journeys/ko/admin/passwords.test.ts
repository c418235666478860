import type { Page } from "@playwright/test";
import { setRole } from "@sunchak/core";
import {
  adminId,
  auditOf,
  buy,
  expect,
  forgetPasswords,
  newAdmin,
  newProduct,
  newShopper,
  open,
  signIn,
  test,
} from "../../../admin.ts";

/** Gives a shopper more than an admin may without the password. */
async function adjustMuch(page: Page): Promise<void> {
  await page.getByRole("button", { name: "잔액 조정" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("더하거나 뺄 금액(원)").fill("300000");
  await dialog.getByLabel("이유").fill("배송 지연 보상");
  await dialog.getByRole("button", { name: "확인하기" }).click();
  await dialog.getByRole("button", { name: "+300,000원 조정하기" }).click();
}

test("a large amount asks for the password again, and then completes the change", async ({
  page,
  shop,
}) => {
  const admin = await newAdmin(shop, page, "안심해");
  const shopper = await newShopper(shop, page, "김비싼");
  const product = await newProduct(shop, { name: "비싼 상품", price: 300_000 });
  const { orderId } = await buy(shop, shopper.id, [{ productId: product.id, quantity: 1 }]);
  await signIn(page, `/orders/${orderId}`, admin);
  await forgetPasswords(shop, admin);

  await page.getByRole("button", { name: "환불", exact: true }).click();
  await page.getByRole("dialog").getByLabel("이유").fill("깨진 채로 도착");
  await page.getByRole("button", { name: "환불 내용 확인하기" }).click();
  const refund = page.getByRole("button", { name: "300,000원 환불하기" });
  await refund.click();
  const gate = page.getByRole("dialog", { name: "비밀번호를 확인해 주세요" });
  const password = gate.getByLabel("비밀번호");
  await expect(password).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(gate).toBeHidden();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("바뀐 것은 없어요");
  await expect(page.getByRole("dialog").getByRole("definition").last()).toHaveText(
    "깨진 채로 도착",
  );
  expect(await auditOf(shop, orderId)).toEqual([]);

  await refund.click();
  await expect(password).toBeFocused();
  await page.keyboard.type("not-my-password");
  await page.keyboard.press("Enter");
  await expect(gate.getByText("비밀번호가 맞지 않아요. 아직 바뀐 것은 없어요.")).toBeVisible();
  expect(await auditOf(shop, orderId)).toEqual([]);
  await password.fill(admin.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("환불");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await auditOf(shop, orderId)).toMatchObject([
    { action: "order.refund", after: { amount: 300_000 }, reason: "깨진 채로 도착" },
  ]);

  // For some minutes the password is not asked for again.
  await open(page, `/shoppers/${shopper.id}`);
  await adjustMuch(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await auditOf(shop, shopper.id)).toMatchObject([{ action: "user.adjustBalance" }]);
});

test("an admin can change to a strong password only, and is signed out elsewhere", async ({
  page,
  browser,
  baseURL,
  shop,
}) => {
  const admin = await newAdmin(shop, page, "바꿔라");
  const elsewhere = await browser.newPage({ baseURL });
  await signIn(elsewhere, "/orders", admin);
  await signIn(page, "/", admin);
  await page.getByRole("link", { name: "내 계정" }).click();
  await page.getByRole("link", { name: "비밀번호 바꾸기" }).click();
  const change = async (next: string) => {
    await page.getByLabel("지금 비밀번호").fill(admin.password);
    await page.getByLabel("새 비밀번호", { exact: true }).fill(next);
    await page.getByLabel("새 비밀번호 확인").fill(next);
    await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
  };
  await change("sunchak-sunchak");
  await expect(page.getByText(/관리자가 쓰기에는 너무 쉬운 비밀번호예요/)).toBeVisible();
  await change("eight geese swim");
  await expect(page.getByText("비밀번호를 바꿨어요")).toBeVisible();
  await open(page, "/orders");
  await expect(page.getByRole("heading", { name: "주문" })).toBeVisible();
  await elsewhere.goto("/products");
  await expect(elsewhere).toHaveURL(/\/sign-in\?next=/);
});

test("an ended session leads to signing in, wherever the app notices it", async ({
  page,
  shop,
}) => {
  const admin = await newAdmin(shop, page, "풀려라");
  const shopper = await newShopper(shop, page, "김지위");
  const again = page.getByRole("link", { name: "다시 로그인하기" });
  const endSessions = () => shop.db.client.session.deleteMany({ where: { userId: admin.id } });

  await signIn(page, "/products/new", admin);
  await endSessions();
  const buffer = await page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 240 } });
  await page
    .getByLabel("사진 올리기")
    .setInputFiles({ name: "a.png", mimeType: "image/png", buffer });
  await expect(again).toHaveAttribute("href", "/sign-in?next=%2Fproducts%2Fnew");

  await signIn(page, "/account/password", admin);
  await endSessions();
  await page.getByLabel("지금 비밀번호").fill(admin.password);
  await page.getByLabel("새 비밀번호", { exact: true }).fill("eight geese swim");
  await page.getByLabel("새 비밀번호 확인").fill("eight geese swim");
  await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
  await expect(page.getByText("로그인이 풀렸어요. 바뀐 것은 없어요.")).toBeVisible();
  await expect(again).toHaveAttribute("href", "/sign-in?next=%2Faccount%2Fpassword");

  await signIn(page, `/shoppers/${shopper.id}`, admin);
  await forgetPasswords(shop, admin);
  await adjustMuch(page);
  const gate = page.getByRole("dialog", { name: "비밀번호를 확인해 주세요" });
  await expect(gate).toBeVisible();
  await endSessions();
  await gate.getByLabel("비밀번호").fill(admin.password);
  await page.keyboard.press("Enter");
  await gate.getByRole("link", { name: "다시 로그인하기" }).click();
  await page.locator("#email").fill(admin.email);
  await page.locator("#password").fill(admin.password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL(`/shoppers/${shopper.id}`);
});

test("after a password change that begins no session, the admin signs in with the new password", async ({
  page,
  shop,
}) => {
  const admin = await newShopper(shop, page, "새로워", "12345678");
  await setRole(shop.deps, {
    actorId: await adminId(shop),
    id: admin.id,
    role: "owner",
    reason: "인사",
  });
  await page.route("**/api/auth/renew-password", async (route) => {
    const response = await route.fetch();
    const { "set-cookie": _, ...headers } = response.headers();
    await shop.db.client.session.deleteMany({ where: { userId: admin.id } });
    await page.context().clearCookies();
    await route.fulfill({ response, headers, json: { ...(await response.json()), token: null } });
  });
  await open(page, "/sign-in?next=%2Forders");
  await page.locator("#email").fill(admin.email);
  await page.locator("#password").fill(admin.password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await page.getByLabel("새 비밀번호", { exact: true }).fill("eight geese swim");
  await page.getByLabel("새 비밀번호 확인").fill("eight geese swim");
  await page.getByRole("button", { name: "비밀번호 바꾸고 로그인" }).click();
  await expect(page.getByText("비밀번호를 바꿨어요. 새 비밀번호로 로그인해 주세요.")).toBeVisible();
  await expect(page.getByLabel("새 비밀번호 확인")).toHaveCount(0);
  await page.locator("#password").fill("eight geese swim");
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL("/orders");
});
