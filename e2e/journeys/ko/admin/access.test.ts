import { demoAdmin, expect, newShopper, open, signIn, test } from "../../../admin.ts";

const screens = [
  "/",
  "/orders?status=PAID",
  "/products",
  "/products/new",
  "/products/import",
  "/products/categories",
  "/campaigns",
  "/shoppers",
  "/reports",
  "/exports",
  "/ranking",
  "/invariants",
  "/team",
  "/alerts",
  "/alerts/rules",
  "/audit",
  "/audit/access",
];

test("a visitor gets no page and no file, signs in on the way, and cannot come back after signing out", async ({
  page,
  context,
  shop,
}) => {
  for (const screen of screens) {
    await page.goto(screen);
    await expect(page).toHaveURL(({ pathname, searchParams }) => {
      return pathname === "/sign-in" && (searchParams.get("next") ?? "/") === screen;
    });
  }
  for (const file of ["orders", "shoppers", "audit", "access", "ranking", "products"]) {
    const csv = await page.request.get(`/api/${file}.csv`);
    expect(csv.status()).toBe(401);
  }

  await open(page, "/sign-in?next=/orders?status=PAID");
  const enter = async (email: string, password: string) => {
    await page.getByLabel("이메일").fill(email);
    await page.getByLabel("비밀번호").fill(password);
    await page.getByRole("button", { name: "로그인", exact: true }).click();
  };
  const shopper = await newShopper(shop, page);
  await enter(shopper.email, shopper.password);
  await expect(page.getByText(/관리자 계정이 아니에요/)).toBeVisible();
  await enter(demoAdmin.email, "not-the-password");
  await expect(page.getByText(/이메일이나 비밀번호가 맞지 않/)).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
  await enter(demoAdmin.email, demoAdmin.password);
  await expect(page).toHaveURL(/\/orders\?status=PAID$/);
  await expect(page.getByRole("heading", { name: "주문" })).toBeVisible();

  const signedIn = await context.cookies();
  await page.getByRole("button", { name: "로그아웃" }).click();
  await expect(page.getByRole("heading", { name: "관리자 로그인" })).toBeVisible();
  await page.goto("/orders");
  await expect(page).toHaveURL(/\/sign-in/);
  // The old cookie does not work either, after the five seconds that a session may be remembered.
  await context.addCookies(signedIn);
  await expect(async () => {
    await page.goto("/orders");
    await expect(page).toHaveURL(/\/sign-in/, { timeout: 1_000 });
  }).toPass();
});

test("signing in leads to a page of this app, whatever the address asks for", async ({ page }) => {
  for (const next of ["/.//evil.example/x", "/%2e//evil.example", "/x/..//evil.example"]) {
    await open(page, `/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel("이메일").fill(demoAdmin.email);
    await page.getByLabel("비밀번호").fill(demoAdmin.password);
    await page.getByRole("button", { name: "로그인", exact: true }).click();
    await expect(page.getByRole("button", { name: "로그아웃" })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe("/");
    await page.context().clearCookies();
  }
});

test("a storefront session opens nothing in the admin app", async ({ page, shop }) => {
  await newShopper(shop, page);
  await page.goto("/shoppers");
  await expect(page).toHaveURL(/\/sign-in/);
  const call = await page.request.get("/api/trpc/admin.user.list?input=%7B%7D");
  expect(call.status()).toBe(401);
});

test("a change after the session has ended leads through signing in, and back", async ({
  page,
  shop,
}) => {
  await signIn(page, "/ranking");
  await shop.db.client.session.deleteMany();
  await page.getByRole("button", { name: "지금 집계" }).click();
  await expect(page.getByText("로그인이 풀렸어요. 바뀐 것은 없어요.")).toBeVisible();
  await page.getByRole("link", { name: "다시 로그인하기" }).click();
  await page.getByLabel("이메일").fill(demoAdmin.email);
  await page.getByLabel("비밀번호").fill(demoAdmin.password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL(/\/ranking$/);
});
