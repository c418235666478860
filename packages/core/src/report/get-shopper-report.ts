import { expressionBuilder, type Reader, type Tables } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { timeBucket } from "../time-bucket.ts";
import { sumTotals, type Totals } from "./count-period.ts";
import { allSales } from "./get-sales-reports.ts";
import { bucketRows, readReport } from "./read-report.ts";
import type { ReportInput, ShopperFigures, ShopperReport } from "./schema.ts";
import { readTotals } from "./stored-periods.ts";

/** Who signed up, and what new and returning shoppers paid for. */
export const getShopperReport = (
  deps: Pick<Deps, "db" | "clock">,
  input: ReportInput,
): Promise<ShopperReport> =>
  readReport(deps, input, async (db, span) => {
    const totals = await readTotals(db, span.cuts);
    const joined = await countJoined(db, span.cuts);
    const figures = (one: Totals, count: number): ShopperFigures => {
      const { orders, sales } = allSales(one);
      const { firstOrders, firstSales } = one;
      return {
        joined: count,
        firstOrders,
        firstSales,
        repeatOrders: orders - firstOrders,
        repeatSales: sales - firstSales,
      };
    };
    const total = figures(sumTotals(totals), 0);
    const items = bucketRows(span, totals, (one, i) => figures(one, joined[i] ?? 0));
    for (const { joined } of items) total.joined += joined;
    return { bucket: span.bucket, items, total };
  });

const user = expressionBuilder<Tables, "users">();

/** How many shoppers signed up between each two of the cuts. */
async function countJoined(db: Reader, cuts: readonly Date[]): Promise<number[]> {
  const [from = new Date(0)] = cuts;
  const rows = await db.queries
    .selectFrom("users")
    .select(({ fn }) => [
      timeBucket(db.provider, user.ref("createdAt"), "hour").as("hour"),
      fn.countAll().as("users"),
    ])
    .where("role", "=", "user")
    .where("createdAt", ">=", from)
    .where("createdAt", "<", cuts.at(-1) ?? from)
    .groupBy("hour")
    .execute();
  const counts = cuts.slice(1).map(() => 0);
  for (const { hour, users } of rows) {
    const at = new Date(`${hour}:00.000Z`);
    const i = cuts.findLastIndex((cut) => cut <= at);
    counts[i] = (counts[i] ?? 0) + Number(users);
  }
  return counts;
}
