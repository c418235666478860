import { randomUUID } from "node:crypto";
import type { Prisma } from "@sunchak/db";
import { readAlertRules } from "../alert/alert-rules.ts";
import type { Deps } from "../deps.ts";
import { retryDelayMs } from "../export/retry-delay.ts";
import { destinationOf } from "../export/schema.ts";
import { inLanes } from "../in-lanes.ts";
import type { ContentLanguage } from "../values.ts";
import { type MessageData, type MessageKind, messageKinds } from "./message-kinds.ts";
import { mailTextOf } from "./message-text.ts";
import type { MessageChannel } from "./schema.ts";
import type { SendOutcome } from "./senders.ts";

/** How long a lease lasts: six times the ten seconds that one try may take. */
const LEASE_MS = 60_000;

/** How many messages a worker sends at once, and claims at a time; so none waits for longer than a try. */
const LANES = 8;

/** The longest reason that is kept, in characters. */
const REASON_LENGTH = 200;

export type SendDeps = Pick<Deps, "db" | "clock" | "log" | "metrics" | "mail" | "webhooks">;
type Claimed = Prisma.MessageGetPayload<object>;

/**
 * Sends the messages that are due, until none is left or the signal stops it. Each is sent at least
 * once: a worker claims it with a lease, sends it outside any transaction, and ends it only with its
 * own token. A worker that is killed leaves it to the next, which sends it under the same id.
 * @param options.signal stops before the next claim; what is claimed is sent.
 * @returns how many were taken.
 */
export async function sendMessages(
  deps: SendDeps,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  let sent = 0;
  await inLanes(LANES, dueMessages(deps, signal), async (message) => {
    if (await trySending(deps, message)) sent += 1;
  });
  return sent;
}

async function* dueMessages(deps: SendDeps, signal?: AbortSignal): AsyncGenerator<Claimed> {
  while (!signal?.aborted) {
    const claimed = await claimMessages(deps);
    if (claimed.length === 0) return;
    yield* claimed;
  }
}

/** A new lease, as the columns of a message. */
export const newLease = ({ clock }: Pick<Deps, "clock">) => ({
  claimToken: randomUUID(),
  claimedUntil: new Date(clock.now().getTime() + LEASE_MS),
});

/** Takes the leases of some due messages. Of several workers at once, one gets each. */
async function claimMessages(deps: SendDeps): Promise<Claimed[]> {
  const { db, clock } = deps;
  const now = clock.now();
  // A process without a mail server leaves mail to those that have one.
  const channels: MessageChannel[] = [];
  if (deps.mail) channels.push("MAIL");
  if (deps.webhooks) channels.push("WEBHOOK");
  const due = {
    channel: { in: channels },
    // A newer version beside this one may queue others.
    kind: { in: Object.keys(messageKinds) },
    status: "PENDING",
    nextAttemptAt: { lte: now },
    OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
  } satisfies Prisma.MessageWhereInput;
  const ids = await db.client.message.findMany({
    where: due,
    orderBy: { nextAttemptAt: "asc" },
    take: LANES,
    select: { id: true },
  });
  if (ids.length === 0) return [];
  return db.transaction((tx) =>
    tx.message.updateManyAndReturn({
      // Since the read another worker may have claimed it.
      where: { id: { in: ids.map(({ id }) => id) }, ...due },
      data: { ...newLease(deps), attempts: { increment: 1 } },
    }),
  );
}

/** Tries a claimed message once, and stores how that ended. @returns whether it was taken. */
export async function trySending(deps: SendDeps, message: Claimed): Promise<boolean> {
  const { tries } = messageKinds[message.kind as MessageKind];
  const stopped: SendOutcome = {
    outcome: "failed",
    reason: "The worker stopped during the last try.",
  };
  const result = message.attempts > tries ? stopped : await send(deps, message);
  const isLast = result.outcome === "refused" || message.attempts >= tries;
  await settle(deps, message, result, isLast);
  if (result.outcome === "taken") {
    deps.metrics.count("messages_sent");
    return true;
  }
  const { id, kind, channel, attempts } = message;
  const about = { messageId: id, kind, channel, attempt: attempts, reason: result.reason };
  deps.metrics.count(isLast ? "messages_dead" : "messages_failed");
  deps.log.warn(about, isLast ? "a message is dead" : "a message was not taken");
  return false;
}

/** Never throws: a failure is a result, too. */
async function send(deps: SendDeps, message: Claimed): Promise<SendOutcome> {
  try {
    const kind = message.kind as MessageKind;
    const data = message.data as unknown as MessageData[typeof kind];
    const { id, recipient: to, secret } = message;
    if (message.channel === "WEBHOOK") return await callWebhook(deps, message, data);
    const text = mailTextOf(kind, message.language as ContentLanguage, { data, secret });
    return (await deps.mail?.send({ id, to, ...text })) ?? unbuilt;
  } catch (err) {
    deps.log.error({ messageId: message.id, err }, "a message could not be built or sent");
    return unbuilt;
  }
}

/** The address and its secret are in the rules alone, so a message for another address ends. */
async function callWebhook(
  { db, webhooks }: SendDeps,
  { id, kind, recipient }: Claimed,
  data: MessageData[MessageKind],
): Promise<SendOutcome> {
  const { webhookUrl: url, webhookSecret: secret } = await readAlertRules(db.client);
  if (url === null || secret === null || destinationOf(url) !== recipient) {
    return { outcome: "refused", reason: "The shop has no such webhook any more." };
  }
  const body =
    kind === "test" ? { kind, tone: "caution", state: kind, since: null, ...data } : data;
  return (await webhooks?.send({ url, secret }, { id, ...body })) ?? unbuilt;
}

const unbuilt: SendOutcome = {
  outcome: "failed",
  reason: "The message could not be built or sent.",
};

/** Ends the message or lets it wait; not when another worker holds it by now. */
async function settle(
  { db, clock }: SendDeps,
  { id, claimToken, attempts }: Claimed,
  result: SendOutcome,
  isLast: boolean,
): Promise<void> {
  const now = clock.now();
  const lastError = result.outcome === "taken" ? null : result.reason.slice(0, REASON_LENGTH);
  const status = result.outcome === "taken" ? "SENT" : "DEAD";
  const state =
    result.outcome === "taken" || isLast
      ? { status, endedAt: now, secret: null }
      : { nextAttemptAt: new Date(now.getTime() + retryDelayMs(attempts)) };
  await db.transaction((tx) =>
    tx.message.updateMany({
      where: { id, claimToken },
      data: { ...state, lastError, claimToken: null, claimedUntil: null },
    }),
  );
}
