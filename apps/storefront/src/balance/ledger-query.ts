import type { LedgerEntry, LedgerFilter } from "@sunchak/core/schema";

const kinds: Record<LedgerEntry["kind"], true> = {
  CHARGE: true,
  PAYMENT: true,
  REFUND: true,
  ADJUSTMENT: true,
};

/** The kinds of entries, in the order in which the page offers them. */
export const entryKinds = Object.keys(kinds) as LedgerEntry["kind"][];

/** A month in Seoul, `YYYY-MM`. */
export const isMonth = (text: unknown): text is string =>
  typeof text === "string" && /^20\d\d-(0[1-9]|1[0-2])$/.test(text);

/** What an address asks the ledger for; a value that makes no sense is as if it was not given. */
export function readLedgerQuery(params: Record<string, string | string[] | undefined>) {
  const kind = entryKinds.find((one) => one === params.kind);
  return { ...(kind && { kind }), ...(isMonth(params.month) && { month: params.month }) };
}

/** The query of an address that asks for this, with other values that it should also have. */
export const ledgerPath = ({ kind, month }: LedgerFilter, others: Record<string, string> = {}) => {
  const query = new URLSearchParams({ ...others, ...(kind && { kind }), ...(month && { month }) });
  return query.size > 0 ? `/balance?${query}` : "/balance";
};
