import {
  byId,
  getAdminOrder,
  listAdminOrders,
  listAdminOrdersInput,
  logView,
  refundOrder,
  refundOrderInput,
} from "@sunchak/core";
import { adminChange, adminProcedure, router } from "../trpc.ts";

export const orderRouter = router({
  list: adminProcedure
    .input(listAdminOrdersInput)
    .query(({ ctx, input }) => listAdminOrders(ctx.deps, input)),
  get: adminProcedure.input(byId).query(async ({ ctx, input }) => {
    const order = await getAdminOrder(ctx.deps, input);
    await logView(ctx.deps, ctx.acting, { subjectType: "order", subjectId: order.orderId });
    return order;
  }),
  refund: adminChange(refundOrderInput, refundOrder),
});
