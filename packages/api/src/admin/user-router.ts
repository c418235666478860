import {
  adjustBalance,
  adjustBalanceInput,
  banUser,
  banUserInput,
  byId,
  getUser,
  listAdminOrders,
  listLedgerEntries,
  listUserCoupons,
  listUsers,
  listUsersInput,
  logView,
  resetSecondFactor,
  resetSecondFactorInput,
  setRole,
  setRoleInput,
  unbanUser,
  userCouponsInput,
  userPageInput,
} from "@sunchak/core";
import { adminChange, adminProcedure, router } from "../trpc.ts";

export const userRouter = router({
  list: adminProcedure.input(listUsersInput).query(({ ctx, input }) => listUsers(ctx.deps, input)),
  get: adminProcedure.input(byId).query(async ({ ctx, input }) => {
    const user = await getUser(ctx.deps, input);
    await logView(ctx.deps, ctx.acting, { subjectType: "user", subjectId: user.id });
    return user;
  }),
  entries: adminProcedure
    .input(userPageInput)
    .query(({ ctx, input: { id, ...page } }) =>
      listLedgerEntries(ctx.deps, { ...page, userId: id }),
    ),
  coupons: adminProcedure
    .input(userCouponsInput)
    .query(({ ctx, input }) => listUserCoupons(ctx.deps, { userId: input.id })),
  orders: adminProcedure
    .input(userPageInput)
    .query(({ ctx, input: { id, ...page } }) => listAdminOrders(ctx.deps, { ...page, userId: id })),
  adjustBalance: adminChange(adjustBalanceInput, adjustBalance),
  ban: adminChange(banUserInput, banUser),
  unban: adminChange(byId, unbanUser),
  resetSecondFactor: adminChange(resetSecondFactorInput, resetSecondFactor),
  setRole: adminChange(setRoleInput, setRole),
});
