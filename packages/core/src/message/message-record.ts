import type { AdminMessage, ListMessages } from "../alert/schema.ts";
import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";
import { cursorPage, type Page } from "../paging.ts";
import { purge } from "../purge.ts";
import type { Acting } from "../user/schema.ts";
import { type AlertMessage, type MessageKind, messageKinds } from "./message-kinds.ts";
import type { MessageChannel, MessageStatus } from "./schema.ts";

const DAY_MS = 24 * 3_600_000;

/** How long what has ended is kept, in milliseconds. */
const KEPT_MS = 90 * DAY_MS;

/** How long a message waits for a process that can send it, in milliseconds. */
const PATIENCE_MS = 3 * DAY_MS;

/** A page of the messages, the latest first. */
export async function listMessages(
  { db }: Pick<Deps, "db">,
  { size, cursor, status }: ListMessages,
): Promise<Page<AdminMessage>> {
  const rows = await db.client.message.findMany({
    where: { ...(status && { status }), ...(cursor && { id: { lt: cursor } }) },
    orderBy: { id: "desc" },
    take: size + 1,
    omit: { secret: true },
  });
  return cursorPage(
    rows,
    size,
    ({ id }) => id,
    (row) => ({
      id: row.id,
      channel: row.channel as MessageChannel,
      kind: row.kind,
      recipient: row.recipient,
      status: row.status as MessageStatus,
      createdAt: row.createdAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
      attempts: row.attempts,
      nextAttemptAt: row.status === "PENDING" ? row.nextAttemptAt.toISOString() : null,
      lastError: row.lastError,
      canReplay: row.status === "DEAD" && messageKinds[row.kind as MessageKind]?.canReplay === true,
      about: row.kind === "alert" ? (row.data as unknown as AlertMessage) : null,
    }),
  );
}

/** Lets a dead message be tried again, from the first try and under the same id. */
export function replayMessages(
  { db, clock }: Pick<Deps, "db" | "clock">,
  asked: Acting & { id: string },
): Promise<{ ids: string[] }> {
  const call = { action: "alert.replay", subjectType: "alert" } as const;
  const kinds = Object.entries(messageKinds).flatMap(([kind, { canReplay }]) =>
    canReplay ? [kind] : [],
  );
  return audited({ db, clock }, asked, call, async (tx, record) => {
    if (!isId(asked.id)) return { ids: [] };
    const { count } = await tx.message.updateMany({
      where: { id: asked.id, status: "DEAD", kind: { in: kinds } },
      data: { status: "PENDING", endedAt: null, attempts: 0, nextAttemptAt: clock.now() },
    });
    if (count === 0) return { ids: [] };
    record({ subjectId: asked.id, before: { status: "DEAD" }, after: { status: "PENDING" } });
    return { ids: [asked.id] };
  });
}

/**
 * Ends mail that nobody took up for three days, because no process has a mail server. They can
 * be sent again once one has.
 */
export async function giveUpMessages({ db, clock, log }: Pick<Deps, "db" | "clock" | "log">) {
  const now = clock.now();
  const before = new Date(now.getTime() - PATIENCE_MS);
  const { count } = await db.client.message.updateMany({
    where: {
      channel: "MAIL",
      status: "PENDING",
      nextAttemptAt: { lt: before },
      OR: [{ claimedUntil: null }, { claimedUntil: { lt: before } }],
    },
    data: {
      status: "DEAD",
      endedAt: now,
      secret: null,
      claimToken: null,
      claimedUntil: null,
      lastError: "No process had a mail server for three days.",
    },
  });
  if (count > 0) log.warn({ count }, "messages were given up: no process has a mail server");
}

/** Deletes messages and episodes that ended more than 90 days ago. @returns how many rows. */
export function purgeMessages(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  return purge(
    (atOnce) =>
      db.transaction(
        async (tx) =>
          (await tx.$executeRaw`
      DELETE FROM messages WHERE id IN (
        SELECT id FROM messages WHERE ended_at < ${before} LIMIT ${atOnce})`) +
          (await tx.$executeRaw`
      DELETE FROM alert_episodes WHERE id IN (
        SELECT id FROM alert_episodes WHERE ended_at < ${before} AND open_key IS NULL LIMIT ${atOnce})`),
      ),
    signal,
  );
}
