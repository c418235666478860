import { Prisma, type Transaction } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { idempotently } from "../idempotency/idempotently.ts";
import { newId } from "../ids.ts";
import type { AuditAction, AuditSubject, Json } from "./schema.ts";

interface Change {
  subjectId: string;
  /** JSON of the fields that change; left out for something new. */
  before?: Json;
  after?: Json;
}

export interface AuditedCall {
  /** Null for a command that an operator runs. */
  actorId: string | null;
  action: AuditAction;
  subjectType: AuditSubject;
  reason?: string;
}

/**
 * Runs an admin's change and writes down what it did, in one transaction: no change without its
 * entry, no entry without its change.
 * @param call.idempotencyKey the admin's; `input` is then the request, without the key.
 * @param work calls `record` once for each subject that it changed.
 */
export function audited<Answer>(
  deps: Pick<Deps, "db" | "clock">,
  call: AuditedCall & { idempotencyKey?: string; input?: unknown },
  work: (tx: Transaction, record: (change: Change) => void) => Promise<Answer>,
): Promise<Answer> {
  const { actorId, action, idempotencyKey, input } = call;
  const run = async (tx: Transaction) => {
    const changes: Change[] = [];
    const answer = await work(tx, (change) => changes.push(change));
    for (const change of changes) await writeAuditEntry(tx, deps, { ...call, ...change });
    return answer;
  };
  if (actorId === null) return deps.db.transaction(run);
  const request = { userId: actorId, key: idempotencyKey, operation: action, input };
  return idempotently(deps, request, run);
}

/** Writes one entry into the transaction of the change. */
export async function writeAuditEntry(
  tx: Transaction,
  deps: Pick<Deps, "clock">,
  entry: AuditedCall & Change,
): Promise<void> {
  const { actorId, action, subjectType, subjectId, before, after, reason } = entry;
  await tx.auditEntry.create({
    data: {
      id: newId(deps.clock),
      at: deps.clock.now(),
      actorId,
      action,
      subjectType,
      subjectId,
      before: before ?? Prisma.DbNull,
      after: after ?? Prisma.DbNull,
      reason,
    },
  });
}

/** The fields in which two states of a thing differ, as they were and as they are. */
export function changedFields<T extends { [field: string]: Json }>(
  before: T,
  after: T,
): { before: { [field: string]: Json }; after: { [field: string]: Json } } {
  const differing = Object.keys(after).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  const pick = (from: T) =>
    Object.fromEntries(differing.map((field) => [field, from[field] ?? null]));
  return { before: pick(before), after: pick(after) };
}
