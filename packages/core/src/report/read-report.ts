import { type Reader, readerOn } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { fromSeoul, inSeoul, seoulDayStart, seoulMonth } from "../seoul.ts";
import type { ReportInput } from "./schema.ts";

const DAY_MS = 86_400_000;

/** A longer report is by month: its drawing would have too many days to tell them apart. */
const MOST_DAYS = 92;

/** The time that a report covers: its days in Seoul as far as today, none after it. */
interface ReportSpan {
  from: Date;
  to: Date;
  bucket: "day" | "month";
  /** Where its buckets begin, and the end of the last; one alone when there is none. */
  cuts: Date[];
}

/** Reads a report in one snapshot, so that its numbers agree. */
export function readReport<Result>(
  { db: { provider, shortSnapshot }, clock }: Pick<Deps, "db" | "clock">,
  input: ReportInput,
  read: (db: Reader, span: ReportSpan) => Promise<Result>,
): Promise<Result> {
  const span = spanOf(input, clock.now());
  return shortSnapshot((client) => read(readerOn(provider, client), span));
}

function spanOf({ from: first, to: last }: ReportInput, now: Date): ReportSpan {
  const from = fromSeoul(first) ?? now;
  const end = (fromSeoul(last) ?? now).getTime() + DAY_MS;
  const tomorrow = seoulDayStart(now, -1).getTime();
  const to = new Date(Math.max(from.getTime(), Math.min(end, tomorrow)));
  const bucket = end - from.getTime() > MOST_DAYS * DAY_MS ? "month" : "day";
  const cuts = [from];
  for (let at = from; at < to; ) {
    const next =
      bucket === "day" ? new Date(at.getTime() + DAY_MS) : seoulMonth(inSeoul(at).slice(0, 7)).to;
    at = next < to ? next : to;
    cuts.push(at);
  }
  return { from, to, bucket, cuts };
}

/** The rows of a report over time, made of what each bucket has. */
export const bucketRows = <Sums, Row>(
  { cuts }: Pick<ReportSpan, "cuts">,
  sums: Sums[],
  rowOf: (sums: Sums, i: number) => Row,
): (Row & { from: string; to: string })[] =>
  sums.map((one, i) => ({
    from: (cuts[i] ?? new Date(0)).toISOString(),
    to: (cuts[i + 1] ?? new Date(0)).toISOString(),
    ...rowOf(one, i),
  }));
