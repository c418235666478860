/** The numbers of the shop's invariants, as in the spec's list. */
export const invariantNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

interface InvariantResult {
  /** One of {@link invariantNumbers}; a stored check may be of another version. */
  number: number;
  title: string;
  holds: boolean;
  offenders: Record<string, unknown>[];
}

/** Nulls before the first check. */
export interface LastInvariantCheck {
  checkedAt: string | null;
  holds: boolean | null;
  results: InvariantResult[];
}
