import { Prisma, type Reader, type Transaction } from "@sunchak/db";
import type { Json } from "../../audit/schema.ts";
import type { Deps } from "../../deps.ts";
import { DomainError } from "../../errors.ts";
import { checkedOrders } from "../order-checks.ts";
import type { Within } from "../range-check.ts";
import type { BrokenKind, RepairDoubt } from "../schema.ts";

/** A repair inside its transaction, which has locked the subject's row. */
export interface Repairing {
  tx: Transaction;
  /** What `tx` sees. */
  db: Reader;
  deps: Pick<Deps, "clock" | "config">;
  kind: BrokenKind;
  subjectId: string;
  /** Why the admin repairs it. */
  reason: string;
  /** Takes a value that is changed, for the audit log. */
  tell(field: string, before: Json, after: Json): void;
  /** Wakes an export after the commit. */
  wake(eventId: string): void;
}

/**
 * Changes what is wrong of a subject, and nothing else.
 * @throws DomainError REPAIR_UNSURE
 */
export type Repair = (repairing: Repairing) => Promise<void>;

/** A refusal, because the records don't show which side is wrong. */
export const unsure = (why: RepairDoubt): DomainError =>
  new DomainError(
    "REPAIR_UNSURE",
    "The records do not show which side is wrong. Nothing has changed.",
    { why },
  );

/** What more of the witnesses say than anything else; undefined when there is no such value. */
export function agreedOn<Value extends string | number>(
  witnesses: readonly (Value | null | undefined)[],
): Value | undefined {
  const counts = new Map<Value, number>();
  for (const said of witnesses) {
    if (said !== null && said !== undefined) counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  return first && first[1] !== second?.[1] ? first[0] : undefined;
}

/** Whether payments, refunds or totals are wrong of some orders. @param ids a select of their ids. */
export async function hasBrokenOrders(tx: Transaction, ids: Prisma.Sql): Promise<boolean> {
  const within: Within = (column) => Prisma.sql`${Prisma.raw(column)} IN (${ids})`;
  for (const { kind, find } of checkedOrders.checks) {
    if (kind === "lostOrder") continue;
    const rows = await tx.$queryRaw<unknown[]>`${find(within)} LIMIT 1`;
    if (rows.length > 0) return true;
  }
  return false;
}
