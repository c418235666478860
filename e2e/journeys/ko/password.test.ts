import { demoAdmin, open } from "../../admin.ts";
import { expect, signUp, test } from "../../shop.ts";

test("a shopper who changes the password stays signed in here, and is signed out elsewhere", async ({
  page,
  browser,
  shop,
}) => {
  const email = await signUp(page, "/orders", { title: "회원 가입", submit: "가입하고 시작하기" });
  const elsewhere = await browser.newPage();
  const signIn = async (password: string) => {
    await open(elsewhere, `${shop.url}/sign-in?next=/balance`);
    await elsewhere.getByLabel("이메일").fill(email);
    await elsewhere.getByLabel("비밀번호").fill(password);
    await elsewhere.getByRole("button", { name: "로그인", exact: true }).click();
  };
  await signIn("a-good-password");
  await expect(elsewhere).toHaveURL(`${shop.url}/balance`);

  await page.getByLabel(/계정 메뉴/).click();
  await page.getByRole("link", { name: "내 정보" }).click();
  await page.getByRole("link", { name: "비밀번호 바꾸기" }).click();
  await expect(page.getByRole("heading", { name: "비밀번호 바꾸기" })).toBeVisible();
  const change = async (current: string, next: string, again = next) => {
    await page.getByLabel("지금 비밀번호").fill(current);
    await page.getByLabel("새 비밀번호", { exact: true }).fill(next);
    await page.getByLabel("새 비밀번호 확인").fill(again);
    await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
  };
  await change("a-good-password", "seven ducks", "seven duck");
  await expect(page.getByText("새 비밀번호 두 개가 서로 달라요")).toBeVisible();
  await change("not-my-password", "seven ducks");
  await expect(page.getByText("지금 비밀번호가 맞지 않아요. 바뀐 것은 없어요.")).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(`${shop.url}/balance`);

  await change("a-good-password", "seven ducks");
  await expect(page.getByText("비밀번호를 바꿨어요")).toBeVisible();
  await expect(page.getByLabel("지금 비밀번호")).toHaveValue("");
  await page.goto("/orders");
  await expect(page).toHaveURL(/\/orders$/);
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in\?next=/);
  await signIn("a-good-password");
  await expect(elsewhere.getByText(/이메일이나 비밀번호가 맞지 않아요/)).toBeVisible();
  await signIn("seven ducks");
  await expect(elsewhere).toHaveURL(`${shop.url}/balance`);
});

test("the storefront tells an admin the rules for an admin's password, too", async ({
  page,
  shop,
}) => {
  const data = { email: demoAdmin.email, password: demoAdmin.password };
  const answer = await page.request.post(`${shop.url}/api/auth/sign-in/email`, { data });
  expect(answer.status()).toBe(200);
  await page.goto("/account/password");
  await expect(page.getByText("12자 이상, 서로 다른 글자 6개 이상으로")).toBeVisible();
});
