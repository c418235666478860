import type { Deps } from "../deps.ts";
import { newId, smallestId } from "../ids.ts";
import type { Acting } from "../user/schema.ts";
import { type AccessAction, type AccessEntry, SAME_VIEW_MINUTES } from "./schema.ts";

type LogDeps = Pick<Deps, "db" | "clock">;

interface Access {
  action: AccessAction;
  subjectType?: NonNullable<AccessEntry["subjectType"]>;
  subjectId?: string;
  reason?: string;
}

/** Writes an entry, with the address that the admin's session was begun from. */
export async function logAccess(
  deps: LogDeps,
  { actorId, sessionId }: Acting,
  access: Access,
): Promise<void> {
  const session = sessionId
    ? await deps.db.client.session.findUnique({
        where: { id: sessionId },
        select: { ipAddress: true },
      })
    : null;
  await write(deps, { ...access, actorId, address: session?.ipAddress ?? null });
}

/**
 * Logs that an admin sees a shopper's data. A view of the same subject by the same admin within
 * {@link SAME_VIEW_MINUTES} is logged once. Call it before the data is returned: what cannot be
 * logged is not shown.
 */
export async function logView(
  deps: LogDeps,
  acting: Acting,
  subject: { subjectType: NonNullable<AccessEntry["subjectType"]>; subjectId: string },
): Promise<void> {
  const access = { ...subject, action: `${subject.subjectType}.view` } as const;
  const since = new Date(deps.clock.now().getTime() - SAME_VIEW_MINUTES * 60_000);
  const known = await deps.db.client.accessEntry.findFirst({
    where: { ...access, actorId: acting.actorId, id: { gte: smallestId(since) } },
    select: { id: true },
  });
  if (!known) await logAccess(deps, acting, access);
}

/**
 * Logs an attempt to sign in to the admin app. The email is kept only when it is somebody's, because
 * people type their passwords into this field, too.
 * @param attempt.address the client's IP address.
 */
export async function logSignIn(
  deps: LogDeps,
  attempt: { email: string; isRefused: boolean; address: string | undefined },
): Promise<void> {
  const user = await deps.db.client.user.findUnique({
    where: { email: attempt.email.toLowerCase() },
    select: { id: true },
  });
  await write(deps, {
    action: attempt.isRefused ? "session.refuse" : "session.signIn",
    actorId: user?.id ?? null,
    address: attempt.address ?? null,
  });
}

async function write(
  { db, clock }: LogDeps,
  entry: Access & { actorId: string | null; address: string | null },
): Promise<void> {
  await db.client.accessEntry.create({ data: { ...entry, id: newId(clock), at: clock.now() } });
}
