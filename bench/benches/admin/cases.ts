import type pg from "pg";
import { auditCases } from "./audit-cases.ts";
import { campaignCases } from "./campaign-cases.ts";
import type { AdminCase } from "./case.ts";
import { exportCases } from "./export-cases.ts";
import { orderCases } from "./order-cases.ts";
import { productCases } from "./product-cases.ts";
import { shopperCases } from "./shopper-cases.ts";
import { summaryCases } from "./summary-cases.ts";

const areas = [
  summaryCases,
  orderCases,
  productCases,
  shopperCases,
  exportCases,
  campaignCases,
  auditCases,
];

/** Every list: its first page, a deep page, its filters, searches and sort orders. */
export async function adminCases(sql: pg.Client): Promise<AdminCase[]> {
  const cases: AdminCase[] = [];
  for (const casesOf of areas) cases.push(...(await casesOf(sql)));
  return cases;
}
