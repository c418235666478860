import {
  endOtherSessions,
  endSession,
  endSessionInput,
  hasSecondFactor,
  listSessions,
  nothing,
} from "@sunchak/core";
import { adminChange, adminProcedure, router } from "../trpc.ts";

/** The caller's own sign-in. The second factor itself is turned on and off by the auth routes. */
export const accountRouter = router({
  get: adminProcedure.query(async ({ ctx: { deps, actorId: userId, acting } }) => ({
    secondFactorOn: await hasSecondFactor(deps, userId),
    ...(await listSessions(deps, { userId, sessionId: acting.sessionId })),
  })),
  endSession: adminChange(endSessionInput, (deps, { actorId: userId, id }) =>
    endSession(deps, { userId, id }),
  ),
  endOtherSessions: adminChange(nothing, (deps, { actorId: userId, sessionId = "" }) =>
    endOtherSessions(deps, { userId, sessionId }),
  ),
});
