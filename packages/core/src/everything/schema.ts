import { z } from "zod";
import type { AdminCampaign } from "../campaign/schema.ts";
import type { AdminOrder } from "../order/schema.ts";
import type { AdminProduct } from "../product/schema.ts";
import type { AdminUser } from "../user/schema.ts";
import { searchText } from "../values.ts";

/** How many of a kind a search across everything finds. */
export const FOUND_OF_A_KIND = 4;

export const searchEverythingInput = z.strictObject({ q: searchText });

/** What a search across everything finds, at most {@link FOUND_OF_A_KIND} of each. */
export interface Everything {
  orders: Pick<AdminOrder, "orderId" | "orderNumber" | "shopper" | "total" | "status">[];
  products: Pick<AdminProduct, "id" | "name" | "nameEn" | "sku" | "stock">[];
  shoppers: Pick<AdminUser, "id" | "name" | "email">[];
  campaigns: Pick<AdminCampaign, "id" | "name" | "nameEn" | "phase">[];
}
