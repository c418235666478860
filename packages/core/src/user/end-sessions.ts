import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";

type Ended = Promise<{ ended: true }>;

/** Ends one of a user's own sessions. A repeat, and another's or an unknown id, change nothing. */
export async function endSession(
  { db }: Pick<Deps, "db">,
  { userId, id }: { userId: string; id: string },
): Ended {
  if (isId(id)) await db.client.session.deleteMany({ where: { id, userId } });
  return { ended: true };
}

/** Ends all of a user's own sessions, in both apps, but the one that asks. */
export async function endOtherSessions(
  { db }: Pick<Deps, "db">,
  { userId, sessionId }: { userId: string; sessionId: string },
): Ended {
  await db.client.session.deleteMany({ where: { userId, id: { not: sessionId } } });
  return { ended: true };
}
