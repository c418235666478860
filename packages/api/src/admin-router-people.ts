import {
  adjustBalance,
  adjustBalanceInput,
  banUser,
  banUserInput,
  byId,
  getAdminOrder,
  getUser,
  listAdminOrders,
  listAdminOrdersInput,
  listLedgerEntries,
  listMyCoupons,
  listUsers,
  listUsersInput,
  refundOrder,
  refundOrderInput,
  setRole,
  setRoleInput,
  unbanUser,
  userCouponsInput,
  userPageInput,
} from "@sunchak/core";
import { adminProcedure, router } from "./trpc.ts";

export const orderRoutes = router({
  list: adminProcedure
    .input(listAdminOrdersInput)
    .query(({ ctx, input }) => listAdminOrders(ctx.deps, input)),
  get: adminProcedure.input(byId).query(({ ctx, input }) => getAdminOrder(ctx.deps, input)),
  refund: adminProcedure
    .input(refundOrderInput)
    .mutation(({ ctx, input }) => refundOrder(ctx.deps, { ...input, ...ctx.acting })),
});

export const userRoutes = router({
  list: adminProcedure.input(listUsersInput).query(({ ctx, input }) => listUsers(ctx.deps, input)),
  get: adminProcedure.input(byId).query(({ ctx, input }) => getUser(ctx.deps, input)),
  entries: adminProcedure
    .input(userPageInput)
    .query(({ ctx, input: { id, ...page } }) =>
      listLedgerEntries(ctx.deps, { ...page, userId: id }),
    ),
  coupons: adminProcedure
    .input(userCouponsInput)
    .query(({ ctx, input }) => listMyCoupons(ctx.deps, { userId: input.id })),
  orders: adminProcedure
    .input(userPageInput)
    .query(({ ctx, input: { id, ...page } }) => listAdminOrders(ctx.deps, { ...page, userId: id })),
  adjustBalance: adminProcedure
    .input(adjustBalanceInput)
    .mutation(({ ctx, input }) => adjustBalance(ctx.deps, { ...input, ...ctx.acting })),
  ban: adminProcedure
    .input(banUserInput)
    .mutation(({ ctx, input }) => banUser(ctx.deps, { ...input, ...ctx.acting })),
  unban: adminProcedure
    .input(byId)
    .mutation(({ ctx, input }) => unbanUser(ctx.deps, { ...input, ...ctx.acting })),
  setRole: adminProcedure
    .input(setRoleInput)
    .mutation(({ ctx, input }) => setRole(ctx.deps, { ...input, ...ctx.acting })),
});
