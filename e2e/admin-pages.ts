import type { Page } from "@playwright/test";
import { issueCoupon } from "@sunchak/core";
import { buy, demoAdmin, newProduct, newShopper } from "./admin.ts";
import type { Shop } from "./shop.ts";

/** Every page of the admin app, for products, orders and so on that have content. */
export async function everyPage(shop: Shop, page: Page) {
  const { client } = shop.db;
  const shopper = await newShopper(shop, page, "최다양");
  const campaign = await client.couponCampaign.findFirstOrThrow({
    where: { name: "환영 5,000원 쿠폰" },
  });
  const upcoming = await client.couponCampaign.findFirstOrThrow({
    where: { name: "오늘의 반짝 30% 쿠폰" },
  });
  const owner = await client.user.findFirstOrThrow({ where: { email: demoAdmin.email } });
  const { issuedCouponId } = await issueCoupon(shop.deps, { id: campaign.id, userId: shopper.id });
  const product = await newProduct(shop, {
    name: "이름이 아주 길어서 좁은 화면에서는 줄이 바뀌는 상품",
    price: 45_000,
  });
  const lines = [{ productId: product.id, quantity: 2 }];
  const { orderId } = await buy(shop, shopper.id, lines, issuedCouponId);
  const event = await client.outboxEvent.findFirstOrThrow({ where: { orderId } });
  return {
    shopper,
    product,
    orderId,
    paths: [
      "/",
      "/orders",
      "/orders?q=최&status=PAID&from=2026-01-01",
      `/orders/${orderId}`,
      "/products",
      "/products/new",
      "/products/import",
      "/products/categories",
      `/products/${product.id}`,
      "/campaigns",
      "/campaigns/new",
      `/campaigns/${campaign.id}`,
      `/campaigns/${upcoming.id}/edit`,
      "/shoppers",
      `/shoppers/${shopper.id}`,
      "/reports",
      "/reports?show=products&range=30d",
      "/exports",
      `/exports/${event.id}`,
      "/ranking?recount=1",
      "/invariants",
      "/alerts",
      "/alerts/rules",
      "/team",
      `/team/${owner.id}`,
      "/audit",
      "/audit/access",
      "/account",
      "/account/password",
      "/no-such-page",
    ],
  };
}
