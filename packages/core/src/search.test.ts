import {
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  type TestDeps,
  testDeps,
} from "@sunchak/testing";
import { beforeAll, expect, it } from "vitest";
import { createCampaign } from "./campaign/create-campaign.ts";
import { listAdminCampaigns } from "./campaign/list-admin-campaigns.ts";
import { listHolders } from "./campaign/list-holders.ts";
import { issueCoupon } from "./coupon/issue-coupon.ts";
import { listAdminOrders } from "./order/list-admin-orders.ts";
import { createProduct } from "./product/create-product.ts";
import { listAdminProducts } from "./product/list-admin-products.ts";
import { listProducts } from "./product/list-products.ts";
import { listUsers } from "./user/list-users.ts";

const size = 20;

/** A name, and other ways to write it. */
const names = [
  ["Иван Петров", "иВАН"],
  ["Éloïse", "ELOISE"],
  ["eloise zoe", "ÉLOÏSE ZOË"],
  ["Åsa Öst", "åsa  ost"],
  ["ＡＢＣ 상사", "abc"],
  ["한글날".normalize("NFD"), "한글"],
  ["한글날", "한글".normalize("NFD")],
  ["Straße", "STRASSE"],
  ["İpek Işık", "ipek isik"],
  ["면 100%_\\", "100%_\\"],
] as const;

onEachDatabase((database) => {
  let deps: TestDeps;
  let category: string;

  beforeAll(async () => {
    deps = testDeps(database());
    category = "kitchen";
    const createdAt = deps.clock.now();
    await deps.db.client.category.create({
      data: { slug: category, name: "주방", nameEn: "Kitchen", createdAt },
    });
  });

  it.each(names)("every list finds a user or product named %j by %j", async (name, q) => {
    const userId = await makeShopper(deps, { name, balance: 100_000 });
    const actorId = userId;
    const now = deps.clock.now();
    const later = new Date(now.getTime() + 86_400_000).toISOString();
    const product = await createProduct(deps, {
      actorId,
      name,
      nameEn: "x",
      description: "",
      descriptionEn: "",
      specs: "",
      specsEn: "",
      category,
      price: 1_000,
      stock: 10,
      images: [],
    });
    const campaign = await createCampaign(deps, {
      actorId,
      name: "x",
      nameEn: name,
      discountType: "FIXED",
      discountValue: 100,
      maxDiscount: null,
      minOrderAmount: 0,
      totalQuantity: 10,
      opensAt: now.toISOString(),
      closesAt: later,
      validHours: 24,
    });
    const { issuedCouponId } = await issueCoupon(deps, { id: campaign.id, userId });
    const ofProduct = await makeOrder(deps, {
      userId: await makeShopper(deps),
      productId: product.id,
    });
    const ofShopper = await makeOrder(deps, { userId, productId: await makeProduct(deps) });

    const users = await listUsers(deps, { q, size });
    expect(users.items.map(({ id }) => id)).toContain(userId);
    const holders = await listHolders(deps, { id: campaign.id, q, size });
    expect(holders.items).toMatchObject([{ issuedCouponId }]);
    const campaigns = await listAdminCampaigns(deps, { q, size });
    expect(campaigns.items.map(({ id }) => id)).toContain(campaign.id);
    const products = await listProducts(deps, { q, sort: "newest", page: 1, size });
    expect(products.items.map(({ id }) => id)).toContain(product.id);
    const all = await listAdminProducts(deps, { q, sort: "newest", status: "all", size });
    expect(all.items.map(({ id }) => id)).toContain(product.id);
    const orders = await listAdminOrders(deps, { q, size });
    expect(orders.items.map(({ orderId }) => orderId)).toEqual(
      expect.arrayContaining([ofProduct, ofShopper]),
    );
  });
});
