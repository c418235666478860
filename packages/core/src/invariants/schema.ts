import { z } from "zod";
import type { Json, SubjectName } from "../audit/schema.ts";
import { idFilter, instant, reasonText } from "../values.ts";

/** The numbers of the shop's invariants, as in the spec's list. */
export const invariantNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export type InvariantNumber = (typeof invariantNumbers)[number];

/** What a broken row is about: the row's id is that of one of these. */
export type BrokenSubject =
  | "user"
  | "campaign"
  | "product"
  | "coupon"
  | "order"
  | "ranking"
  | "report";

/** Everything that can be found broken: its invariant, and what its rows are about. */
export const brokenKinds = {
  account: { number: 1, subject: "user" },
  ledger: { number: 1, subject: "user" },
  balanceRange: { number: 2, subject: "user" },
  issuedCount: { number: 3, subject: "campaign" },
  secondCoupon: { number: 3, subject: "campaign" },
  stock: { number: 4, subject: "product" },
  coupon: { number: 5, subject: "coupon" },
  payment: { number: 6, subject: "order" },
  refund: { number: 6, subject: "order" },
  orderTotal: { number: 6, subject: "order" },
  lostOrder: { number: 6, subject: "order" },
  rank: { number: 7, subject: "ranking" },
  rankingSums: { number: 7, subject: "product" },
  log: { number: 8, subject: "campaign" },
  recount: { number: 9, subject: "product" },
  reportPeriod: { number: 10, subject: "report" },
} as const satisfies Record<string, { number: InvariantNumber; subject: BrokenSubject }>;
export type BrokenKind = keyof typeof brokenKinds;
export const brokenKindNames = Object.keys(brokenKinds) as [BrokenKind, ...BrokenKind[]];

/** The values that a broken row can have wrong, and how they are shown. */
export const brokenFields = {
  balance: "won",
  balanceAtLeast: "won",
  balanceAtMost: "won",
  entryCount: "count",
  entryNumber: "count",
  balanceAfter: "won",
  issuedCount: "count",
  issuedAtMost: "count",
  coupons: "count",
  stock: "count",
  stockAtLeast: "count",
  soldQuantity: "count",
  uses: "count",
  paidOrders: "count",
  holder: "text",
  payment: "won",
  refund: "won",
  entry: "won",
  exports: "count",
  paidAt: "instant",
  refundedAt: "instant",
  subtotal: "won",
  total: "won",
  order: "text",
  product: "text",
  revenue: "won",
  rank: "count",
  lineNumber: "count",
  lineHolder: "hash",
  lineHash: "hash",
  headNumber: "count",
  headHash: "hash",
  figures: "count",
} as const satisfies Record<string, "won" | "count" | "instant" | "hash" | "text">;
export type BrokenField = keyof typeof brokenFields;

const value = z.union([z.number(), z.string(), z.null()]);

const brokenRow = z.object({
  kind: z.enum(brokenKindNames),
  subjectId: z.string(),
  /** The ledger entry, the rank, the line of the log or the days that it is about, if any. */
  at: z.number().nullable(),
  differences: z.array(
    z.object({
      field: z.enum(Object.keys(brokenFields) as [BrokenField, ...BrokenField[]]),
      /** What is stored; null when nothing is. */
      actual: value,
      /** What follows from the other tables; null when nothing should be stored. */
      expected: value,
    }),
  ),
});

/** A row that breaks an invariant. */
export type BrokenRow = z.output<typeof brokenRow>;

const sinceRow = brokenRow.extend({
  /** When a check first found it. */
  since: instant,
});

const result = z.object({
  /** One of {@link invariantNumbers}. */
  number: z.literal(invariantNumbers),
  holds: z.boolean(),
  /** At most {@link ROWS_SHOWN}. */
  rows: z.array(sinceRow),
  /** Whether there may be more rows than the check named. */
  isCut: z.boolean().optional(),
});

/** How many rows of an invariant a check names. */
export const ROWS_SHOWN = 20;

export const invariantCheck = z.object({
  startedAt: instant,
  /** When it ended. */
  checkedAt: instant,
  holds: z.boolean(),
  results: z.array(result),
});

/** What a check found. */
export type InvariantCheck = z.output<typeof invariantCheck>;

/** How far a check has come that is not at its end. */
const checkProgress = z.object({
  startedAt: instant,
  /** The place of the part in the list of parts. */
  part: z.int(),
  /** Where in the part it goes on; empty at its beginning. */
  from: z.string(),
  rows: z.array(brokenRow),
});
export type CheckProgress = z.output<typeof checkProgress>;

/** The same as it is stored, with who goes on with it: a run that takes it over changes that. */
export const keptProgress = checkProgress.extend({ run: z.string() });

/** Nulls before the first check. */
export type LastInvariantCheck =
  | InvariantCheck
  | { startedAt: null; checkedAt: null; holds: null; results: [] };

/** A broken row for people. */
export interface BrokenRowView extends z.output<typeof sinceRow> {
  subject: BrokenSubject;
  /** Null for what has no name, or is no longer there. */
  name: SubjectName | null;
}

/** A {@link LastInvariantCheck} for people. */
export interface InvariantReportView {
  now: string;
  startedAt: string | null;
  checkedAt: string | null;
  holds: boolean | null;
  results: { number: InvariantNumber; holds: boolean; rows: BrokenRowView[] }[];
}

export const repairInvariantInput = z.strictObject({
  kind: z.enum(brokenKindNames),
  subjectId: idFilter,
  reason: reasonText,
});
export type RepairInvariant = z.output<typeof repairInvariantInput>;

/** What a repair changed. */
export interface RepairedInvariant {
  kind: BrokenKind;
  subjectId: string;
  before: { [field: string]: Json };
  after: { [field: string]: Json };
}

/** Why a repair can't know which side is wrong; docs/runbook.md says how to find out. */
export const repairDoubts = [
  "otherFirst",
  "aboveLimit",
  "amountUnknown",
  "entryMissing",
  "entryUnexpected",
  "balanceBelowZero",
  "stockBelowZero",
  "couponsMissing",
  "couponsUnexpected",
  "couponsNotChained",
  "holderUnknown",
  "logChanged",
  "orderLost",
  "orderLinesChanged",
  "recordsDisagree",
] as const;
export type RepairDoubt = (typeof repairDoubts)[number];
