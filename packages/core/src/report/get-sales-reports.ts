import type { Deps } from "../deps.ts";
import { addTo, NO_CAMPAIGN, noSales, sumTotals, type Totals } from "./count-period.ts";
import { bucketRows, readReport } from "./read-report.ts";
import type { CampaignReport, ReportInput, Sales, SalesFigures, SalesReport } from "./schema.ts";
import { readTotals } from "./stored-periods.ts";

const figuresOf = (sales: Sales): SalesFigures => ({
  ...sales,
  netSales: sales.sales - sales.refunds,
});

/** The sales of all campaigns together, and of the orders without a coupon. */
export function allSales({ campaigns }: Totals): Sales {
  const sum = noSales();
  for (const sales of Object.values(campaigns)) addTo(sum, sales);
  return sum;
}

/** What was paid and refunded over time. */
export const getSalesReport = (
  deps: Pick<Deps, "db" | "clock">,
  input: ReportInput,
): Promise<SalesReport> =>
  readReport(deps, input, async (db, span) => {
    const totals = await readTotals(db, span.cuts);
    return {
      bucket: span.bucket,
      items: bucketRows(span, totals, (one) => figuresOf(allSales(one))),
      total: figuresOf(allSales(sumTotals(totals))),
    };
  });

/** What was paid and refunded with the coupons of each campaign, and without one. */
export const getCampaignReport = (
  deps: Pick<Deps, "db" | "clock">,
  input: ReportInput,
): Promise<CampaignReport> =>
  readReport(deps, input, async (db, { from, to }) => {
    const totals = sumTotals(await readTotals(db, [from, to]));
    const { [NO_CAMPAIGN]: without, ...byCampaign } = totals.campaigns;
    const campaigns = await db.client.couponCampaign.findMany({
      where: { id: { in: Object.keys(byCampaign) } },
      select: { id: true, name: true, nameEn: true },
    });
    const items = campaigns
      .map((campaign) => ({ campaign, ...figuresOf(byCampaign[campaign.id] ?? noSales()) }))
      .sort((a, b) => b.sales - a.sales || (a.campaign.id < b.campaign.id ? -1 : 1));
    return {
      items: [...items, ...(without ? [{ campaign: null, ...figuresOf(without) }] : [])],
      total: figuresOf(allSales(totals)),
    };
  });
