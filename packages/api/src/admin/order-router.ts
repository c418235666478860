import {
  byId,
  getAdminOrder,
  listAdminOrders,
  listAdminOrdersInput,
  refundOrder,
  refundOrderInput,
} from "@sunchak/core";
import { adminChange, adminProcedure, router } from "../trpc.ts";

export const orderRouter = router({
  list: adminProcedure
    .input(listAdminOrdersInput)
    .query(({ ctx, input }) => listAdminOrders(ctx.deps, input)),
  get: adminProcedure.input(byId).query(({ ctx, input }) => getAdminOrder(ctx.deps, input)),
  refund: adminChange(refundOrderInput, refundOrder),
});
