import { demoAdmin, open } from "../../admin.ts";
import { launchOptions } from "../../playwright.config.ts";
import { expect, test } from "../../shop.ts";

// The shop is at localhost; a phone in its network opens it by another name.
test.use({
  launchOptions: {
    ...launchOptions,
    args: [...launchOptions.args, "--host-resolver-rules=MAP phone.test 127.0.0.1"],
  },
});

test("signing in at another address leads to the same page at the app's own address", async ({
  page,
  shop,
}) => {
  const { url: adminUrl } = await shop.openAdmin();
  for (const [app, path, words] of [
    [shop.url, "/sign-in?next=%2Forders", "가게의 원래 주소로 열어 주세요"],
    [shop.url, "/en/sign-in?next=%2Forders", "Go to the shop’s own address"],
    [adminUrl, "/sign-in?next=%2Fexports", "관리자 앱의 원래 주소로 열어 주세요"],
    [adminUrl, "/en/sign-in", "Go to the admin app’s own address"],
  ] as const) {
    await open(page, app.replace("localhost", "phone.test") + path);
    await page.locator("#email").fill(demoAdmin.email);
    await page.locator("#password").fill(demoAdmin.password);
    await page.keyboard.press("Enter");
    await expect(page.getByText(words)).toBeVisible();
    await page.getByRole("link", { name: app, exact: true }).click();
    await expect(page).toHaveURL(app + path);
  }
});
