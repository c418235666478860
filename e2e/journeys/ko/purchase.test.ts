import { purchase } from "../../purchase.ts";
import { test } from "../../shop.ts";

test("a new shopper charges, takes a coupon, orders and pays, and the order is exported", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  await purchase(page, shop);
});
