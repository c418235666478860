/** Beyond these ages an alert says so, in seconds. */
export const LATE_SECONDS = {
  /** A check comes every ten minutes, and rests while the shop is busy. */
  invariants: 25 * 60,
  /** A run comes every ten minutes by default. */
  ranking: 30 * 60,
  export: 60,
} as const;

/** What an admin should look at: the page that shows it, and how bad it is. */
export const alertKinds = {
  invariantsBroken: { section: "invariants", tone: "negative" },
  invariantsOld: { section: "invariants", tone: "caution" },
  exportsDead: { section: "exports", tone: "negative" },
  exportsStalled: { section: "exports", tone: "negative" },
  exportsElsewhere: { section: "exports", tone: "negative" },
  exportsPaused: { section: "exports", tone: "caution" },
  exportsLate: { section: "exports", tone: "caution" },
  rankingOld: { section: "ranking", tone: "caution" },
} as const satisfies Record<
  string,
  { section: "invariants" | "exports" | "ranking"; tone: "negative" | "caution" }
>;
export type AlertKind = keyof typeof alertKinds;

export interface AlertView {
  kind: AlertKind;
  /** For how many seconds; null when nobody knows. */
  ageSeconds: number | null;
}
