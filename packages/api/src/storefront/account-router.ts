import {
  endOtherSessions,
  endSession,
  endSessionInput,
  listSessions,
  nothing,
  renameUser,
  renameUserInput,
} from "@sunchak/core";
import { TransportError } from "../api-error.ts";
import { router, shopperProcedure } from "../trpc.ts";

/** For a caller whose own session matters. */
const sessionProcedure = shopperProcedure.use(async ({ ctx, next }) => {
  const session = await ctx.findSession();
  if (!session) throw new TransportError("UNAUTHENTICATED", "Sign in first.");
  return next({ ctx: { sessionId: session.id } });
});

/** The caller's own name and sessions. */
export const accountRouter = router({
  rename: shopperProcedure
    .input(renameUserInput)
    .mutation(({ ctx, input }) => renameUser(ctx.deps, { ...input, userId: ctx.userId })),
  sessions: sessionProcedure.query(({ ctx: { deps, userId, sessionId } }) =>
    listSessions(deps, { userId, sessionId }),
  ),
  endSession: shopperProcedure
    .input(endSessionInput)
    .mutation(({ ctx, input }) => endSession(ctx.deps, { ...input, userId: ctx.userId })),
  endOtherSessions: sessionProcedure
    .input(nothing)
    .mutation(({ ctx: { deps, userId, sessionId } }) =>
      endOtherSessions(deps, { userId, sessionId }),
    ),
});
