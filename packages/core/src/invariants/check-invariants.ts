import { type Database, Prisma, type Queries, queriesOn, type Transaction } from "@sunchak/db";
import { countBestSellers } from "../ranking/count-sold.ts";
import { findLatestRanking } from "../ranking/find-latest-ranking.ts";
import { findRecountReport } from "../ranking/recount-sums.ts";
import { findSums } from "../ranking/stored-sums.ts";
import { findWrongSpans } from "../ranking/sums.ts";
import { findBrokenLogs } from "./broken-logs.ts";
import { invariantNumbers } from "./schema.ts";

type InvariantNumber = (typeof invariantNumbers)[number];

export interface InvariantReport {
  /** The number in the spec's list. */
  number: InvariantNumber;
  title: string;
  holds: boolean;
  /** The rows that break it, at most {@link OFFENDERS_SHOWN}: ids and the numbers that disagree. */
  offenders: Offender[];
}

type Offender = Record<string, unknown>;

/** Finds the rows that break an invariant. */
type Search = Prisma.Sql[] | ((tx: Transaction, queries: Queries) => Promise<Offender[]>);

const OFFENDERS_SHOWN = 20;

/**
 * Checks every invariant of the shop on one snapshot, so that busy traffic raises no false alarm.
 * @param maxBalance MAX_BALANCE, in won.
 */
export function checkInvariants(
  db: Database,
  { maxBalance }: { maxBalance: number },
): Promise<InvariantReport[]> {
  return db.snapshot(async (tx) => {
    const reports: InvariantReport[] = [];
    const checks = invariants(maxBalance);
    for (const number of invariantNumbers) {
      const [title, search] = checks[number];
      const offenders = Array.isArray(search)
        ? await found(tx, search)
        : await search(tx, queriesOn(db.provider, tx));
      reports.push(report(number, title, offenders));
    }
    return reports;
  });
}

async function found(tx: Transaction, queries: Prisma.Sql[]): Promise<Offender[]> {
  const offenders: Offender[] = [];
  for (const query of queries) {
    offenders.push(...(await tx.$queryRaw<Offender[]>`${query} LIMIT ${OFFENDERS_SHOWN}`));
  }
  return offenders;
}

const report = (
  number: InvariantNumber,
  title: string,
  offenders: Offender[],
): InvariantReport => ({
  number,
  title,
  holds: offenders.length === 0,
  offenders: offenders
    .slice(0, OFFENDERS_SHOWN)
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          typeof value === "bigint" ? Number(value) : value,
        ]),
      ),
    ),
});

/** The title of each invariant, and what finds the rows that break it. */
const invariants = (maxBalance: number): Record<InvariantNumber, [title: string, Search]> => ({
  1: ["ledger entries are gapless and add up to the balance", [accountsAgainstLedger, ledgerGaps]],
  2: ["no balance below 0, nor above MAX_BALANCE but by refunds", [balancesOff(maxBalance)]],
  3: ["issued coupons = issued count ≤ quantity, one a user", [issuedCounts, doubleIssues]],
  4: ["initial stock + adjustments + refunded − sold = stock ≥ 0", [stockOff]],
  5: ["a coupon is used ⇔ exactly one PAID order holds it", [couponsOff]],
  6: [
    "paid orders = payments = exports, refunded likewise, each with its ledger entry",
    [ordersAgainstPayments, ordersAgainstRefunds, orphanRecords, orderTotals],
  ],
  7: [
    "the ranking = a fresh count over its window, and its sums of a product drawn at random too",
    async (tx, queries) => [...(await staleRanks(tx, queries)), ...(await staleSums(tx, queries))],
  ],
  8: [
    "a campaign's log: 1 to the issued count, every hash right, the head the last one",
    (tx) => findBrokenLogs(tx, OFFENDERS_SHOWN),
  ],
  9: ["the last recount of the ranking's sums agrees with them", lastRecount],
});

const accountsAgainstLedger = Prisma.sql`
  SELECT 'accounts' AS "table", a.user_id AS "userId", a.balance, COALESCE(e.total, 0) AS "ledgerSum",
    a.entry_count AS "entryCount", COALESCE(e.entries, 0) AS entries
  FROM accounts a LEFT JOIN (
    SELECT user_id, CAST(SUM(amount) AS BIGINT) AS total, COUNT(*) AS entries
    FROM ledger_entries GROUP BY user_id
  ) e ON e.user_id = a.user_id
  WHERE a.balance <> COALESCE(e.total, 0) OR a.entry_count <> COALESCE(e.entries, 0)`;

const ledgerGaps = Prisma.sql`
  SELECT 'ledger_entries' AS "table", user_id AS "userId", number, balance_after AS "balanceAfter",
    running AS "runningSum"
  FROM (
    SELECT user_id, number, balance_after,
      CAST(SUM(amount) OVER (PARTITION BY user_id ORDER BY number) AS BIGINT) AS running,
      ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY number) AS place
    FROM ledger_entries
  ) AS numbered
  WHERE number <> place OR balance_after <> running`;

const balancesOff = (maxBalance: number) => Prisma.sql`
  SELECT 'accounts' AS "table", a.user_id AS "userId", a.balance, e.number
  FROM accounts a LEFT JOIN ledger_entries e ON e.user_id = a.user_id AND e.kind <> 'REFUND'
    AND e.amount > 0 AND e.balance_after > ${BigInt(maxBalance)}
  WHERE a.balance < 0 OR e.number IS NOT NULL`;

const issuedCounts = Prisma.sql`
  SELECT 'coupon_campaigns' AS "table", c.id, c.issued_count AS "issuedCount",
    c.total_quantity AS "totalQuantity", COALESCE(i.issued, 0) AS issued
  FROM coupon_campaigns c LEFT JOIN (
    SELECT campaign_id, COUNT(*) AS issued FROM issued_coupons GROUP BY campaign_id
  ) i ON i.campaign_id = c.id
  WHERE c.issued_count <> COALESCE(i.issued, 0) OR c.issued_count > c.total_quantity`;

const doubleIssues = Prisma.sql`
  SELECT 'issued_coupons' AS "table", campaign_id AS "campaignId", user_id AS "userId", COUNT(*) AS coupons
  FROM issued_coupons GROUP BY campaign_id, user_id HAVING COUNT(*) > 1`;

const stockOff = Prisma.sql`
  SELECT 'products' AS "table", p.id, p.initial_stock AS "initialStock", p.stock,
    COALESCE(j.adjusted, 0) AS adjusted, COALESCE(s.sold, 0) AS sold,
    COALESCE(s.refunded, 0) AS refunded, p.sold_quantity AS "soldQuantity"
  FROM products p
  LEFT JOIN (
    SELECT product_id, SUM(quantity) AS adjusted FROM stock_adjustments GROUP BY product_id
  ) j ON j.product_id = p.id
  LEFT JOIN (
    SELECT l.product_id, SUM(l.quantity) AS sold,
      SUM(CASE WHEN o.status = 'REFUNDED' THEN l.quantity ELSE 0 END) AS refunded
    FROM orders o JOIN order_lines l ON l.order_id = o.id
    WHERE o.status IN ('PAID', 'REFUNDED') GROUP BY l.product_id
  ) s ON s.product_id = p.id
  WHERE p.stock < 0
    OR p.stock <> p.initial_stock + COALESCE(j.adjusted, 0) + COALESCE(s.refunded, 0) - COALESCE(s.sold, 0)
    OR p.sold_quantity <> COALESCE(s.sold, 0)`;

const couponsOff = Prisma.sql`
  SELECT 'issued_coupons' AS "table", c.id, c.used_at AS "usedAt", COALESCE(o.orders, 0) AS "paidOrders",
    c.user_id AS "userId", s.user_id AS "strangerId"
  FROM issued_coupons c
  LEFT JOIN (
    SELECT issued_coupon_id, COUNT(*) AS orders FROM orders
    WHERE status = 'PAID' AND issued_coupon_id IS NOT NULL GROUP BY issued_coupon_id
  ) o ON o.issued_coupon_id = c.id
  LEFT JOIN orders s ON s.issued_coupon_id = c.id AND s.user_id <> c.user_id
  WHERE s.id IS NOT NULL
    OR COALESCE(o.orders, 0) <> CASE WHEN c.used_at IS NULL THEN 0 ELSE 1 END`;

const ordersAgainstPayments = Prisma.sql`
  SELECT 'orders' AS "table", o.id, o.status, o.total, p.amount AS payment, x.id AS export,
    e.amount AS entry
  FROM orders o
  LEFT JOIN payments p ON p.order_id = o.id
  LEFT JOIN outbox_events x ON x.order_id = o.id AND x.type = 'order.paid'
  LEFT JOIN ledger_entries e ON e.order_id = o.id AND e.kind = 'PAYMENT'
  WHERE CASE WHEN o.status IN ('PAID', 'REFUNDED') THEN
      p.order_id IS NULL OR p.amount <> o.total OR p.user_id <> o.user_id OR p.paid_at <> o.paid_at
      OR x.id IS NULL
      OR (o.total = 0 AND e.number IS NOT NULL)
      OR (o.total > 0 AND (e.number IS NULL OR e.amount <> -o.total OR e.user_id <> o.user_id
        OR e.number <> p.entry_number))
    ELSE p.order_id IS NOT NULL OR x.id IS NOT NULL OR e.number IS NOT NULL END`;

const ordersAgainstRefunds = Prisma.sql`
  SELECT 'orders' AS "table", o.id, o.status, o.total, r.amount AS refund, x.id AS export,
    e.amount AS entry
  FROM orders o
  LEFT JOIN refunds r ON r.order_id = o.id
  LEFT JOIN outbox_events x ON x.order_id = o.id AND x.type = 'order.refunded'
  LEFT JOIN ledger_entries e ON e.order_id = o.id AND e.kind = 'REFUND'
  WHERE CASE WHEN o.status = 'REFUNDED' THEN
      r.order_id IS NULL OR r.amount <> o.total OR r.user_id <> o.user_id
      OR r.refunded_at <> o.refunded_at OR x.id IS NULL
      OR (o.total = 0 AND e.number IS NOT NULL)
      OR (o.total > 0 AND (e.number IS NULL OR e.amount <> o.total OR e.user_id <> o.user_id
        OR e.number <> r.entry_number))
    ELSE r.order_id IS NOT NULL OR x.id IS NOT NULL OR e.number IS NOT NULL END`;

const orphanRecords = Prisma.sql`
  SELECT * FROM (
    SELECT 'payments' AS "table", p.order_id AS id FROM payments p
      LEFT JOIN orders o ON o.id = p.order_id WHERE o.id IS NULL
    UNION ALL SELECT 'refunds', r.order_id FROM refunds r
      LEFT JOIN orders o ON o.id = r.order_id WHERE o.id IS NULL
    UNION ALL SELECT 'outbox_events', x.id FROM outbox_events x
      LEFT JOIN orders o ON o.id = x.order_id WHERE o.id IS NULL
    UNION ALL SELECT 'ledger_entries', e.order_id FROM ledger_entries e
      LEFT JOIN orders o ON o.id = e.order_id WHERE e.order_id IS NOT NULL AND o.id IS NULL
    UNION ALL SELECT 'order_lines', l.order_id FROM order_lines l
      LEFT JOIN orders o ON o.id = l.order_id WHERE o.id IS NULL
  ) AS orphans`;

const orderTotals = Prisma.sql`
  SELECT 'order_lines' AS "table", o.id, o.subtotal, o.discount, o.total, l.amount AS "lineSum"
  FROM orders o LEFT JOIN (
    SELECT order_id, CAST(SUM(amount) AS BIGINT) AS amount FROM order_lines GROUP BY order_id
  ) l ON l.order_id = o.id
  WHERE o.subtotal <> COALESCE(l.amount, -1) OR o.total <> o.subtotal - o.discount`;

async function staleRanks(tx: Transaction, queries: Queries): Promise<Offender[]> {
  const snapshot = await findLatestRanking(tx);
  if (!snapshot) return [];
  const counted = await countBestSellers(queries, snapshot);
  const ranks = Array.from(
    { length: Math.max(counted.length, snapshot.entries.length) },
    (_, i) => {
      const fresh = counted[i];
      const stored = snapshot.entries[i];
      return {
        table: "ranking_entries",
        snapshotId: snapshot.id,
        rank: stored?.rank ?? i + 1,
        productId: stored?.productId ?? null,
        soldQuantity: stored?.soldQuantity ?? null,
        revenue: stored ? Number(stored.revenue) : null,
        countedProductId: fresh?.productId ?? null,
        countedQuantity: fresh?.soldQuantity ?? null,
        countedRevenue: fresh?.revenue ?? null,
      };
    },
  );
  return ranks.filter(
    (row, i) =>
      row.rank !== i + 1 ||
      row.productId !== row.countedProductId ||
      row.soldQuantity !== row.countedQuantity ||
      row.revenue !== row.countedRevenue,
  );
}

/** Counting every product would take as long as the nightly recount. */
async function staleSums(tx: Transaction, queries: Queries): Promise<Offender[]> {
  const sums = await findSums(tx, "current");
  if (!sums) return [];
  const summed = [...sums.byProduct.keys()];
  const drawn = [
    summed[Math.floor(Math.random() * summed.length)],
    // The sums may have lost a product.
    await drawSold(queries, sums.countedFrom, sums.settledUntil),
  ];
  const offenders: Offender[] = [];
  for (const productId of new Set(drawn)) {
    if (productId === undefined) continue;
    const wrong = await findWrongSpans(queries, sums, productId);
    offenders.push(...wrong.map((row) => ({ table: "ranking_sums", productId, ...row })));
  }
  return offenders;
}

/** A product of the first order that was paid after an instant drawn from [from, to). */
async function drawSold(queries: Queries, from: Date, to: Date): Promise<string | undefined> {
  const span = to.getTime() - from.getTime();
  for (const begin of [new Date(from.getTime() + Math.random() * span), from]) {
    const line = await queries
      .selectFrom("orders")
      .innerJoin("orderLines", "orderLines.orderId", "orders.id")
      .select("productId")
      .where("paidAt", ">=", begin)
      .where("paidAt", "<", to)
      .orderBy("paidAt")
      .limit(1)
      .executeTakeFirst();
    if (line) return line.productId;
  }
  return undefined;
}

async function lastRecount(tx: Transaction): Promise<Offender[]> {
  const { differing = [] } = (await findRecountReport(tx)) ?? {};
  return differing.map(({ productId, days, before, stored, counted }) => ({
    table: "ranking_sums",
    productId,
    days,
    before,
    ...stored,
    countedQuantity: counted.soldQuantity,
    countedRevenue: counted.revenue,
  }));
}
