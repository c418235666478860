import { Prisma } from "@sunchak/db";
import type { BrokenField, BrokenKind, BrokenRow } from "./schema.ts";

/** A part of a table, by its key: after one value and up to another, or to the end; or one row. */
export type Range = { after: string; upTo: string | null } | { only: string };

/** A condition on a column that holds the key. */
export type Within = (column: string) => Prisma.Sql;

export function within(range: Range): Within {
  return (name) => {
    const column = Prisma.raw(name);
    if ("only" in range) return Prisma.sql`${column} = ${range.only}`;
    const { after, upTo } = range;
    return upTo === null
      ? Prisma.sql`${column} > ${after}`
      : Prisma.sql`(${column} > ${after} AND ${column} <= ${upTo})`;
  };
}

export type Value = number | string | null;

/** A row as text and numbers, with `subjectId`, and `at` where there is one. */
export type Values = Record<string, Value>;

type Pair = [actual: Value | undefined, expected: Value | undefined];

interface RangeCheck {
  kind: BrokenKind;
  /**
   * Finds what is wrong: one row of each subject, so that one with many faults hides no other. What it
   * reads is of the range, so that a part costs a part.
   */
  find(within: Within): Prisma.Sql;
  /** What such a row holds, and what it should hold; pairs that agree are left out. */
  compare(row: Values): Partial<Record<BrokenField, Pair>>;
}

/** A table whose rows can be checked one by one, by its key. */
export interface Checked {
  table: string;
  key: string;
  checks: RangeCheck[];
}

export function brokenRow(
  kind: BrokenKind,
  subjectId: Value | undefined,
  at: Value | undefined,
  pairs: Partial<Record<BrokenField, Pair>>,
): BrokenRow {
  const all = Object.entries(pairs) as [BrokenField, Pair][];
  return {
    kind,
    subjectId: String(subjectId),
    at: at === undefined || at === null ? null : Number(at),
    differences: all
      .map(([field, [actual = null, expected = null]]) => ({ field, actual, expected }))
      .filter(({ actual, expected }) => actual !== expected),
  };
}

export const no = (value: Value | undefined): boolean => value === null || value === undefined;
