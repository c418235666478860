import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { type Database, Prisma, type Reader, readerOn, type Transaction } from "@sunchak/db";
import { checkLogs, findBrokenLog } from "./broken-logs.ts";
import { checkedTables } from "./checked-tables.ts";
import {
  brokenRow,
  type Checked,
  type Range,
  type Value,
  type Values,
  within,
} from "./range-check.ts";
import { findRecounted, findStaleRanks, findStaleSums, findStaleSumsOf } from "./ranking-checks.ts";
import { findStalePeriod, findStalePeriodOf } from "./report-checks.ts";
import {
  type BrokenKind,
  type BrokenRow,
  brokenKinds,
  type CheckProgress,
  type InvariantNumber,
  invariantNumbers,
  ROWS_SHOWN,
} from "./schema.ts";

export interface InvariantReport {
  number: InvariantNumber;
  /** In English, for a terminal. */
  title: string;
  holds: boolean;
  /** At most {@link ROWS_SHOWN}. */
  rows: BrokenRow[];
}

/** A part of a check, which is read in slices. */
interface Part {
  /**
   * Checks a slice on one snapshot.
   * @param from where it begins; empty at the part's beginning.
   * @returns where the next slice begins; null after the last.
   */
  check(
    db: Reader,
    from: string,
    size: number,
  ): Promise<{ rows: BrokenRow[]; next: string | null }>;
}

/**
 * How many rows a slice looks at, at least: a part's first one, and each while the database is slow.
 * With fewer, the check would never come to the end of what a busy shop adds meanwhile.
 */
const SMALLEST_SIZE = 200;
const LARGEST_SIZE = 20_000;

/** How long a slice should take, in milliseconds: SQLite gives nobody else a turn meanwhile. */
const SLICE_MS = 15;

const titles = {
  1: "ledger entries are gapless and add up to the balance",
  2: "no balance below 0, nor above MAX_BALANCE but by refunds",
  3: "issued coupons = issued count ≤ quantity, one a user",
  4: "initial stock + adjustments + refunded − sold = stock ≥ 0",
  5: "a coupon is used ⇔ exactly one PAID order holds it",
  6: "paid orders = payments = exports, refunded likewise, each with its ledger entry",
  7: "the ranking = a fresh count over its window, and its sums of a product drawn at random too",
  8: "a campaign's log: 1 to the issued count, every hash right, the head the last one",
  9: "the last recount of the ranking's sums agrees with them",
  10: "a stored day or month of the reports, drawn at random, = a fresh count of it",
} satisfies Record<InvariantNumber, string>;

/**
 * Checks every invariant of the shop. It reads in slices, because each row is compared with what
 * belongs to it alone: a slice is of one snapshot, so busy traffic raises no false alarm, and no
 * other call waits for long.
 * @param limits.maxBalance MAX_BALANCE, in won.
 */
export async function checkInvariants(
  db: Database,
  limits: { maxBalance: number },
): Promise<InvariantReport[]> {
  const progress = beginCheck(new Date());
  await continueCheck(db, limits, progress, async () => true);
  return invariantNumbers.map((number) => ({
    number,
    title: titles[number],
    ...resultOf(number, progress.rows),
  }));
}

export const beginCheck = (startedAt: Date): CheckProgress => ({
  startedAt: startedAt.toISOString(),
  part: 0,
  from: "",
  rows: [],
});

/**
 * Goes on with a check to its end, and keeps in `progress` how far it is.
 * @param goesOn is asked after each slice, and told how long it took, in milliseconds.
 * @returns whether it came to the end.
 */
export async function continueCheck(
  db: Database,
  limits: { maxBalance: number },
  progress: CheckProgress,
  goesOn: (tookMs: number) => Promise<boolean>,
): Promise<boolean> {
  const parts = partsOf(limits);
  for (; progress.part < parts.length; progress.part += 1, progress.from = "") {
    let next: string | null = progress.from;
    let size = SMALLEST_SIZE;
    while (next !== null) {
      const from: string = next;
      const since = performance.now();
      const slice = await db.snapshot((tx) =>
        (parts[progress.part] as Part).check(readerOn(db.provider, tx), from, size),
      );
      const took = performance.now() - since;
      const fitting = Math.ceil(Math.min(LARGEST_SIZE, 2 * size, (size * SLICE_MS) / took));
      size = Math.max(SMALLEST_SIZE, fitting);
      progress.rows = firstOfEach([...progress.rows, ...slice.rows]);
      next = slice.next;
      if (next !== null) progress.from = next;
      // SQLite answers at once, and gives nobody else a turn.
      await setImmediate();
      const isLast = next === null && progress.part === parts.length - 1;
      if (!isLast && !(await goesOn(took))) {
        if (next === null) Object.assign(progress, { part: progress.part + 1, from: "" });
        return false;
      }
    }
  }
  return true;
}

/** Whether an invariant holds, and the rows that break it. */
export function resultOf<Row extends BrokenRow>(
  number: InvariantNumber,
  rows: readonly Row[],
): { holds: boolean; rows: Row[] } {
  const of = rows.filter(({ kind }) => brokenKinds[kind].number === number);
  return { holds: of.length === 0, rows: of.slice(0, ROWS_SHOWN) };
}

/** What is wrong with one subject, of one kind. */
export async function findBroken(
  db: Reader,
  limits: { maxBalance: number },
  { kind, subjectId }: Pick<BrokenRow, "kind" | "subjectId">,
): Promise<BrokenRow | null> {
  for (const table of checkedTables(limits.maxBalance)) {
    const checks = table.checks.filter((check) => check.kind === kind);
    if (checks.length === 0) continue;
    return (await findRows(db.client, { ...table, checks }, { only: subjectId }))[0] ?? null;
  }
  const rows = await findUnranged(db, kind, subjectId);
  return rows.find((row) => row.subjectId === subjectId) ?? null;
}

async function findUnranged(db: Reader, kind: BrokenKind, subjectId: string): Promise<BrokenRow[]> {
  if (kind === "rank") return findStaleRanks(db);
  if (kind === "rankingSums") return findStaleSumsOf(db, subjectId);
  if (kind === "recount") return findRecounted(db);
  if (kind === "reportPeriod") return findStalePeriodOf(db, subjectId);
  return findBrokenLog(db.client, subjectId);
}

/** One row of each kind and subject, and no more of a kind than are shown. */
function firstOfEach(rows: BrokenRow[]): BrokenRow[] {
  const seen = new Map<string, number>();
  return rows.filter(({ kind, subjectId }) => {
    const key = `${kind} ${subjectId}`;
    const ofKind = seen.get(kind) ?? 0;
    if (seen.has(key) || ofKind === ROWS_SHOWN) return false;
    seen.set(key, 1).set(kind, ofKind + 1);
    return true;
  });
}

const partsOf = ({ maxBalance }: { maxBalance: number }): Part[] => [
  ...checkedTables(maxBalance).map(inRanges),
  { check: ({ client }, from, size) => checkLogs(client, from, size) },
  whole(findStaleRanks),
  whole(findStaleSums),
  whole(findRecounted),
  whole(findStalePeriod),
];

const whole = (find: (db: Reader) => Promise<BrokenRow[]>): Part => ({
  check: async (db) => ({ rows: await find(db), next: null }),
});

function inRanges(checked: Checked): Part {
  const [table, key] = [Prisma.raw(checked.table), Prisma.raw(checked.key)];
  return {
    async check({ client: tx }, after, size) {
      const [end] = await tx.$queryRaw<{ upTo: string }[]>`
        SELECT ${key} AS "upTo" FROM ${table} WHERE ${key} > ${after}
        ORDER BY ${key} LIMIT 1 OFFSET ${size}`;
      const upTo = end?.upTo ?? null;
      return { rows: await findRows(tx, checked, { after, upTo }), next: upTo };
    },
  };
}

async function findRows(tx: Transaction, { checks }: Checked, range: Range): Promise<BrokenRow[]> {
  const rows: BrokenRow[] = [];
  for (const { kind, find, compare } of checks) {
    const found = await tx.$queryRaw<Record<string, unknown>[]>`
      ${find(within(range))} LIMIT ${ROWS_SHOWN}`;
    for (const raw of found) {
      const row = valuesOf(raw);
      rows.push(brokenRow(kind, row.subjectId, row.at, compare(row)));
    }
  }
  return rows;
}

/** SQLite's instants are text with an offset. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/;

function valuesOf(row: Record<string, unknown>): Values {
  const value = (raw: unknown): Value => {
    if (raw instanceof Date) return raw.toISOString();
    if (typeof raw === "bigint") return Number(raw);
    if (typeof raw === "string" && INSTANT.test(raw)) return new Date(raw).toISOString();
    return raw === null || typeof raw === "number" ? raw : String(raw);
  };
  return Object.fromEntries(Object.entries(row).map(([name, raw]) => [name, value(raw)]));
}
