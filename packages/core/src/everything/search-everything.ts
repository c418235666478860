import { listAdminCampaigns } from "../campaign/list-admin-campaigns.ts";
import type { Deps } from "../deps.ts";
import { listAdminOrders } from "../order/list-admin-orders.ts";
import { listAdminProducts } from "../product/list-admin-products.ts";
import { findUsers } from "../user/search-users.ts";
import { type Everything, FOUND_OF_A_KIND } from "./schema.ts";

/**
 * The newest orders, products, shoppers and campaigns that a text finds in their lists.
 * @param size how many of each, at most.
 */
export async function searchEverything(
  deps: Pick<Deps, "db" | "clock">,
  { q }: { q: string },
  size = FOUND_OF_A_KIND,
): Promise<Everything> {
  if (q === "") return { orders: [], products: [], shoppers: [], campaigns: [] };
  const page = { q, size };
  const [orders, products, shoppers, campaigns] = await Promise.all([
    listAdminOrders(deps, page),
    listAdminProducts(deps, { ...page, status: "all", sort: "newest" }),
    findUsers(deps, q, size),
    listAdminCampaigns(deps, page),
  ]);
  return {
    orders: orders.items.map(({ orderId, orderNumber, shopper, total, status }) => ({
      ...{ orderId, orderNumber, shopper, total, status },
    })),
    products: products.items.map(({ id, name, nameEn, sku, stock }) => ({
      ...{ id, name, nameEn, sku, stock },
    })),
    shoppers,
    campaigns: campaigns.items.map(({ id, name, nameEn, phase }) => ({ id, name, nameEn, phase })),
  };
}
