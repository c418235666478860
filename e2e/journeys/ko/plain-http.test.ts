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
