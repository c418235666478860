import { randomUUID } from "node:crypto";
import { open } from "../../admin.ts";
import { expect, productNamed, signUp, test } from "../../shop.ts";

const words = { title: "회원 가입", submit: "가입하고 시작하기" };

test("paying for a product that sold out meanwhile is refused, and no money moves", async ({
  page,
  shop,
}) => {
  const product = await productNamed(shop, "Hardcover dot notebook A5");
  const email = await signUp(page, "/balance", words);
  await page
    .getByRole("button", { name: /100,000원/ })
    .first()
    .click();
  await page.getByRole("button", { name: /100,000원 충전하기/ }).click();
  await expect(page.getByText("100,000원을 충전했어요")).toBeVisible();

  await open(page, `/checkout?product=${product.id}&quantity=1`);
  await page.getByRole("button", { name: "주문하고 결제하러 가기" }).click();
  await page.waitForURL(/\/orders\/[\w-]+$/);
  const { client } = shop.db;
  const stock = { stock: product.stock, initialStock: product.initialStock };
  await client.product.update({
    where: { id: product.id },
    data: { stock: 0, initialStock: product.initialStock - product.stock },
  });
  await page.getByRole("button", { name: /결제하기$/ }).click();
  await expect(page.getByText(/재고가 모자라/).first()).toBeVisible();
  const user = await client.user.findUniqueOrThrow({
    where: { email },
    include: { account: true },
  });
  expect(user.account?.balance).toBe(100_000n);
  await client.product.update({ where: { id: product.id }, data: stock });

  // With stock back, the same order is still payable, once.
  await page.getByRole("button", { name: /결제하기$/ }).dblclick();
  await expect(page.getByRole("heading", { name: "결제를 마쳤어요" })).toBeVisible();
  expect(await client.payment.count({ where: { userId: user.id } })).toBe(1);
});

test("a sold-out coupon says so, and a sold-out product cannot be bought", async ({
  page,
  shop,
}) => {
  const campaign = await shop.db.client.couponCampaign.findFirstOrThrow({
    where: { name: "얼리버드 8,000원 쿠폰" },
  });
  await signUp(page, `/coupons/${campaign.id}`, words);
  await expect(page.getByText("쿠폰이 모두 소진됐어요")).toBeVisible();
  await expect(page.getByRole("button", { name: "쿠폰 받기" })).toHaveCount(0);

  const vase = await productNamed(shop, "Moon jar vase");
  await page.goto(`/products/${vase.id}`);
  await expect(page.getByRole("status").getByText("품절", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "장바구니 담기" })).toHaveCount(0);
});

test("asking for a coupon while the campaign is busy retries by itself, says so, and ends with the coupon", async ({
  page,
  shop,
}) => {
  const campaign = await shop.db.client.couponCampaign.findFirstOrThrow({
    where: { name: "선착순 100명 10,000원 쿠폰" },
  });
  await signUp(page, `/coupons/${campaign.id}`, words);
  let busy = 2;
  await page.route("**/api/trpc/coupon.issue*", async (route) => {
    if (busy-- <= 0) return route.continue();
    const data = { code: "COUPON_BUSY", httpStatus: 429, details: { retryAfterSeconds: 1 } };
    await route.fulfill({ status: 429, json: { error: { message: "busy", code: -32029, data } } });
  });
  await page.getByRole("button", { name: "쿠폰 받기" }).click();
  await expect(page.getByText(/다시 시도하고 있어요 · \d번째/)).toBeVisible();
  await expect(page.getByText("쿠폰을 받았어요")).toBeVisible();
  await page.reload();
  await expect(page.getByText("이미 받은 쿠폰이에요")).toBeVisible();
});

test("only a signed-in shopper sees orders and money, and signing in leads back there", async ({
  page,
}) => {
  for (const path of ["/balance", "/orders", "/coupons/mine", "/checkout"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
  }
  await open(page, "/sign-in?next=//evil.example");
  await page.locator("#email").fill("shopper@sunchak.example");
  await page.locator("#password").fill("wrong-password");
  await page.getByRole("button", { name: "로그인" }).click();
  await expect(page.getByText("이메일이나 비밀번호가 맞지 않아요")).toBeVisible();
  await page.locator("#password").fill("shopper-sunchak-1");
  await page.getByRole("button", { name: "로그인" }).click();
  await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/$/);
});

test("signing up says under each wrong field, in the page's language, what to enter, until it is right", async ({
  page,
}) => {
  await open(page, "/en/sign-up");
  const name = page.getByLabel("Name");
  const email = page.getByLabel("Email");
  const password = page.getByLabel("Password");
  const submit = page.getByRole("button", { name: "Create account" });
  await submit.click();
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription("Enter your name.");
  await expect(email).toHaveAccessibleDescription("Enter your email, such as name@example.com.");
  await expect(password).toHaveAccessibleDescription("Enter a password of at least 8 characters.");

  await name.fill(" ");
  await email.fill("somebody");
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await name.fill("구하라");
  await password.pressSequentially("seven");
  await submit.click();
  await expect(name).not.toHaveAttribute("aria-invalid");
  await expect(email).toBeFocused();
  await expect(password).toHaveAttribute("aria-invalid", "true");

  await email.fill(`${randomUUID()}@example.com`);
  await expect(email).not.toHaveAttribute("aria-invalid");
  await password.pressSequentially(" ducks");
  await expect(password).toHaveAccessibleDescription("At least 8 characters.");
  await submit.click();
  await page.waitForURL((url) => url.pathname === "/en");
});

test("signing in says under each wrong field, in the page's language, what to enter", async ({
  page,
  shop,
}) => {
  const { url } = await shop.openAdmin();
  for (const path of ["/sign-in", `${url}/sign-in`]) {
    await open(page, path);
    await page.getByRole("button", { name: "로그인", exact: true }).click();
    const email = page.getByLabel("이메일");
    await expect(email).toBeFocused();
    await expect(email).toHaveAccessibleDescription("이메일을 입력해 주세요. 예: name@example.com");
    await expect(page.getByLabel("비밀번호")).toHaveAccessibleDescription(
      "비밀번호를 입력해 주세요.",
    );
  }
});
