import { purchase } from "../../purchase.ts";
import { test } from "../../shop.ts";

test("a newcomer charges, takes a coupon, orders and pays; the order arrives in the export", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  await purchase(page, shop);
});
