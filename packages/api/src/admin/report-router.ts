import {
  getBalanceReport,
  getCampaignReport,
  getCategoryReport,
  getProductReport,
  getSalesReport,
  getShopperReport,
  PRODUCTS_SHOWN,
  reportInput,
} from "@sunchak/core";
import { adminProcedure, router } from "../trpc.ts";

const procedure = adminProcedure.input(reportInput);

export const reportRouter = router({
  sales: procedure.query(({ ctx, input }) => getSalesReport(ctx.deps, input)),
  products: procedure.query(({ ctx, input }) => getProductReport(ctx.deps, input, PRODUCTS_SHOWN)),
  categories: procedure.query(({ ctx, input }) => getCategoryReport(ctx.deps, input)),
  campaigns: procedure.query(({ ctx, input }) => getCampaignReport(ctx.deps, input)),
  shoppers: procedure.query(({ ctx, input }) => getShopperReport(ctx.deps, input)),
  balance: procedure.query(({ ctx, input }) => getBalanceReport(ctx.deps, input)),
});
