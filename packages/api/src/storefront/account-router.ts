import {
  endOtherSessions,
  endSession,
  endSessionInput,
  listSessions,
  nothing,
  renameUser,
  renameUserInput,
} from "@sunchak/core";
import { router, shopperProcedure } from "../trpc.ts";

/** The caller's own name and sessions. */
export const accountRouter = router({
  rename: shopperProcedure
    .input(renameUserInput)
    .mutation(({ ctx, input }) => renameUser(ctx.deps, { ...input, userId: ctx.userId })),
  sessions: shopperProcedure.query(({ ctx: { deps, userId, sessionId } }) =>
    listSessions(deps, { userId, sessionId }),
  ),
  endSession: shopperProcedure
    .input(endSessionInput)
    .mutation(({ ctx, input }) => endSession(ctx.deps, { ...input, userId: ctx.userId })),
  endOtherSessions: shopperProcedure
    .input(nothing)
    .mutation(({ ctx: { deps, userId, sessionId } }) =>
      endOtherSessions(deps, { userId, sessionId }),
    ),
});
