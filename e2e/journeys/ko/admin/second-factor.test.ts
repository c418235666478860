import { codeIn, stepAt } from "@sunchak/auth/totp";
import { expect, newAdmin, open, signIn, test } from "../../../admin.ts";

test("an admin turns two-step sign-in on, and signs in with a code or a recovery code", async ({
  page,
  shop,
}) => {
  const admin = await newAdmin(shop, page, "두단계");
  await signIn(page, "/account", admin);
  await page.getByRole("button", { name: "2단계 인증 켜기" }).click();
  await page.locator("#factor-password").fill(admin.password);
  await page.getByRole("button", { name: "계속하기" }).click();
  await expect(page.getByRole("img", { name: /QR/ })).toBeVisible();
  const secret = ((await page.locator("code").textContent()) ?? "").replace(/ /g, "");
  const step = stepAt(new Date());
  await page.getByLabel("인증 코드").fill(codeIn(step, secret));
  await page.getByRole("button", { name: "2단계 인증 켜기" }).click();
  await expect(page.getByText("복구 코드를 보관해 주세요")).toBeVisible();
  const codes = page.getByRole("main").getByText(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/);
  await expect(codes).toHaveCount(10);
  const recoveryCode = (await codes.first().textContent()) ?? "";
  await page.getByRole("button", { name: "보관했어요" }).click();
  await expect(page.getByText("켜짐", { exact: true })).toBeVisible();

  const enter = async (code: string) => {
    await page.getByRole("button", { name: "로그아웃", exact: true }).click();
    await expect(page).toHaveURL("/sign-in");
    await open(page, "/sign-in?next=%2Faccount");
    await page.locator("#email").fill(admin.email);
    await page.locator("#password").fill(admin.password);
    await page.getByRole("button", { name: "로그인", exact: true }).click();
    const field = page.getByLabel("인증 코드");
    await expect(field).toBeFocused();
    await field.fill(code);
    await page.getByRole("button", { name: "로그인", exact: true }).click();
  };
  // The code of the next step: the present one counted when the factor was turned on.
  await enter(codeIn(step + 1, secret));
  await expect(page).toHaveURL("/account");
  await enter(recoveryCode);
  await expect(page).toHaveURL("/account");
  await enter(recoveryCode);
  await expect(page.getByText(/이미 쓴 코드예요/)).toBeVisible();
});
