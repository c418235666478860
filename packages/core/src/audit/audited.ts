import { Prisma, type Transaction } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { findKept, type IdempotentCall, idempotently } from "../idempotency/idempotently.ts";
import { newId } from "../ids.ts";
import type { Acting } from "../user/schema.ts";
import type { AuditAction, AuditSubject, Json } from "./schema.ts";

interface Change {
  subjectId: string;
  /** JSON of the fields that change; left out for something new. */
  before?: Json;
  after?: Json;
}

/** Who asks for a change; `actorId` is null for a command that an operator runs. */
type Asking = Omit<Acting, "actorId"> & { actorId: string | null };

/** The input of a change, without the fields of {@link Acting}. */
export function inputOf<Asked extends Asking>(asked: Asked): Omit<Asked, keyof Acting> {
  const { actorId, sessionId, actorRole, idempotencyKey, ...input } = asked;
  return input;
}

export interface AuditedCall {
  action: AuditAction;
  subjectType: AuditSubject;
  reason?: string;
}

/**
 * Runs an admin's change and writes its audit entries, in one transaction: no change without its
 * entry, no entry without its change. A repeat under the same key gets the first response.
 * @param asked the change's whole input, with who asks for it.
 * @param work calls `record` once for each subject that it changed; its result is JSON.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED when the key came with another change.
 */
export function audited<Result, Asked extends Asking>(
  deps: Pick<Deps, "db" | "clock">,
  asked: Asked,
  call: AuditedCall,
  work: (tx: Transaction, record: (change: Change) => void) => Promise<Result>,
): Promise<Result> {
  const { actorId } = asked;
  const run = async (tx: Transaction) => {
    const changes: Change[] = [];
    const result = await work(tx, (change) => changes.push(change));
    for (const change of changes) await writeAuditEntry(tx, deps, { ...call, ...change, actorId });
    return result;
  };
  if (actorId === null) return deps.db.transaction(run);
  return idempotently(deps, requestOf({ ...asked, actorId }, call), run);
}

/**
 * The response that is kept under a change's key; null when it has none. A change that needs much
 * work before its transaction asks first, so that a repeat does not do the work again.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED
 */
export const findKeptResponse = <Result>(
  { db, clock }: Pick<Deps, "db" | "clock">,
  asked: Acting,
  call: AuditedCall,
): Promise<{ response: Result } | null> =>
  findKept<Result>(db.client, requestOf(asked, call), clock.now());

const requestOf = (asked: Acting, { action }: AuditedCall): IdempotentCall => ({
  userId: asked.actorId,
  key: asked.idempotencyKey,
  operation: action,
  input: inputOf(asked),
});

/** Writes one entry into the transaction of the change. */
export async function writeAuditEntry(
  tx: Transaction,
  deps: Pick<Deps, "clock">,
  entry: AuditedCall & Change & { actorId: string | null },
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

/** The fields that differ between two states, with their values before and after. */
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
