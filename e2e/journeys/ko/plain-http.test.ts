import { issueCoupon } from "@sunchak/core";
import { makeCampaign, makeShoppers } from "@sunchak/testing";
import { launchOptions } from "../../playwright.config.ts";
import { purchase } from "../../purchase.ts";
import { expect, test } from "../../shop.ts";

// As on a phone that opens the shop by its address in the network.
test.use({
  host: "shop.test",
  launchOptions: {
    ...launchOptions,
    args: [...launchOptions.args, "--host-resolver-rules=MAP shop.test 127.0.0.1"],
  },
});

test("a whole purchase works over plain HTTP at a host name other than localhost", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  await page.goto("/");
  expect(page.url()).toMatch(/^http:\/\/shop\.test:/);
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
  await purchase(page, shop);
});

test("a campaign's log is checked over plain HTTP, where the browser has no WebCrypto", async ({
  page,
  shop,
}) => {
  const id = await makeCampaign(shop.deps);
  for (const userId of await makeShoppers(shop.deps, 2)) {
    await issueCoupon(shop.deps, { id, userId });
  }
  await page.goto(`/coupons/${id}/log`);
  expect(await page.evaluate(() => "subtle" in crypto)).toBe(false);
  await expect(page.getByText("쿠폰 2장, 순서 그대로예요")).toBeVisible();
});
