import {
  adjustBalance,
  adjustBalanceInput,
  banUser,
  banUserInput,
  byId,
  type Deps,
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
import type { z } from "zod";
import { adminChange, adminProcedure, router } from "../trpc.ts";

/** Reads what belongs to one user. The access log has it before it is returned. */
const ofOne = <Input extends z.ZodObject<{ id: z.ZodString }>, Answer>(
  input: Input,
  read: (deps: Deps, asked: z.output<Input>) => Promise<Answer>,
) =>
  adminProcedure.input(input).query(async ({ ctx, input: asked }) => {
    const given = asked as z.output<Input>;
    const answer = await read(ctx.deps, given);
    await logView(ctx.deps, ctx.acting, { subjectType: "user", subjectId: given.id });
    return answer;
  });

export const userRouter = router({
  list: adminProcedure.input(listUsersInput).query(({ ctx, input }) => listUsers(ctx.deps, input)),
  get: ofOne(byId, getUser),
  entries: ofOne(userPageInput, (deps, { id, ...page }) =>
    listLedgerEntries(deps, { ...page, userId: id }),
  ),
  coupons: ofOne(userCouponsInput, (deps, { id }) => listUserCoupons(deps, { userId: id })),
  orders: ofOne(userPageInput, (deps, { id, ...page }) =>
    listAdminOrders(deps, { ...page, userId: id }),
  ),
  adjustBalance: adminChange(adjustBalanceInput, adjustBalance),
  ban: adminChange(banUserInput, banUser),
  unban: adminChange(byId, unbanUser),
  resetSecondFactor: adminChange(resetSecondFactorInput, resetSecondFactor),
  setRole: adminChange(setRoleInput, setRole),
});
