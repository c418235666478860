import type { Deps } from "../deps.ts";
import { sumTotals, type Totals } from "./count-period.ts";
import { allSales } from "./get-sales-reports.ts";
import { bucketRows, readReport } from "./read-report.ts";
import type { BalanceFigures, BalanceReport, ReportInput } from "./schema.ts";
import { readTotals } from "./stored-periods.ts";

function figuresOf(totals: Totals): BalanceFigures {
  const { sales, refunds } = allSales(totals);
  return { charged: totals.charged, paid: sales, refunded: refunds, adjusted: totals.adjusted };
}

const changeOf = ({ charged, paid, refunded, adjusted }: BalanceFigures) =>
  charged - paid + refunded + adjusted;

/** What the shop owes its shoppers over time, and why that changed. */
export const getBalanceReport = (
  deps: Pick<Deps, "db" | "clock">,
  input: ReportInput,
): Promise<BalanceReport> =>
  readReport(deps, input, async (db, span) => {
    // Nobody owed anything at the epoch.
    const [before, ...totals] = await readTotals(db, [new Date(0), ...span.cuts]);
    const opening = before ? changeOf(figuresOf(before)) : 0;
    let balance = opening;
    const items = bucketRows(span, totals, (one) => {
      const figures = figuresOf(one);
      balance += changeOf(figures);
      return { ...figures, balance };
    });
    return { bucket: span.bucket, items, opening, total: figuresOf(sumTotals(totals)) };
  });
