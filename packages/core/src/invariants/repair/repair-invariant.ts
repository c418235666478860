import { isConstraintViolation, Prisma, readerOn, type Transaction } from "@sunchak/db";
import { audited } from "../../audit/audited.ts";
import type { AuditSubject } from "../../audit/schema.ts";
import type { Deps } from "../../deps.ts";
import { DomainError } from "../../errors.ts";
import { forgetTopProducts } from "../../ranking/get-top-products.ts";
import { forgetCounts } from "../../stored-counts.ts";
import { requirePassword } from "../../user/require-password.ts";
import type { Acting } from "../../user/schema.ts";
import { findBroken } from "../check-invariants.ts";
import { forgetBroken } from "../run-invariant-check.ts";
import {
  type BrokenKind,
  type BrokenSubject,
  brokenKinds,
  type RepairDoubt,
  type RepairedInvariant,
  type RepairInvariant,
} from "../schema.ts";
import { repairCampaign } from "./repair-campaign.ts";
import { repairCoupon } from "./repair-coupon.ts";
import { repairBalanceRange, repairLedger } from "./repair-ledger.ts";
import { repairOrderTotal } from "./repair-order-total.ts";
import { repairPayment, repairRefund } from "./repair-payment.ts";
import { repairRank, repairRankingSums, repairRecount } from "./repair-ranking.ts";
import { repairReportPeriod } from "./repair-report-period.ts";
import { repairStock } from "./repair-stock.ts";
import { type Repair, unsure } from "./repairing.ts";

const never =
  (why: RepairDoubt): Repair =>
  async () => {
    throw unsure(why);
  };

const repairs = {
  account: repairLedger,
  ledger: repairLedger,
  balanceRange: repairBalanceRange,
  issuedCount: repairCampaign,
  secondCoupon: never("couponsUnexpected"),
  stock: repairStock,
  coupon: repairCoupon,
  payment: repairPayment,
  refund: repairRefund,
  orderTotal: repairOrderTotal,
  lostOrder: never("orderLost"),
  rank: repairRank,
  rankingSums: repairRankingSums,
  log: repairCampaign,
  recount: repairRecount,
  reportPeriod: repairReportPeriod,
} satisfies Record<BrokenKind, Repair>;

/** Names a subject to the audit log, and the row that traffic locks before it changes anything. */
const subjects = {
  user: { audit: "user", row: ["accounts", "user_id"] },
  campaign: { audit: "campaign", row: ["coupon_campaigns", "id"] },
  product: { audit: "product", row: ["products", "id"] },
  coupon: { audit: "coupon", row: ["issued_coupons", "id"] },
  order: { audit: "order", row: ["orders", "id"] },
  ranking: { audit: "ranking", row: null },
  report: { audit: "invariant", row: null },
} as const satisfies Record<
  BrokenSubject,
  { audit: AuditSubject; row: readonly [table: string, key: string] | null }
>;

/**
 * Repairs a broken row: changes only the side that the other records show to be wrong, and leaves
 * nothing of that kind broken of the subject. It runs beside live traffic.
 * @throws DomainError REPAIR_NOT_NEEDED when it is right by now | REPAIR_UNSURE with `details.why`
 *   when nothing shows which side is wrong | PASSWORD_REQUIRED | IDEMPOTENCY_KEY_REUSED
 */
export async function repairInvariant(
  deps: Pick<Deps, "db" | "clock" | "config" | "relay">,
  asked: RepairInvariant & Acting,
): Promise<RepairedInvariant> {
  const { kind, subjectId, reason, sessionId } = asked;
  const { subject } = brokenKinds[kind];
  const { audit: subjectType, row } = subjects[subject];
  const call = { action: "invariant.repair", subjectType, reason } as const;
  let eventIds: string[] = [];
  const repaired = await audited(deps, asked, call, async (tx, record) => {
    eventIds = [];
    await requirePassword(tx, deps, { sessionId });
    if (row) await lock(tx, deps, row, subjectId);
    const db = readerOn(deps.db.provider, tx);
    const find = () => findBroken(db, deps.config, { kind, subjectId });
    if (!(await find())) {
      throw new DomainError("REPAIR_NOT_NEEDED", "This is right by now. Nothing has changed.");
    }
    const before: RepairedInvariant["before"] = {};
    const after: RepairedInvariant["after"] = {};
    await repairs[kind]({
      ...{ tx, db, deps, kind, subjectId, reason },
      tell(field, was, is) {
        before[field] = was;
        after[field] = is;
      },
      wake: (eventId) => eventIds.push(eventId),
    });
    // More was wrong of it than one side.
    if (await find()) throw unsure("recordsDisagree");
    record({ subjectId, before, after });
    if (subject === "user" || subject === "order") await forgetCounts(tx, deps);
    await forgetBroken(tx, deps, { kind, subjectId });
    return { kind, subjectId, before, after };
  }).catch(async (error) => {
    if (error instanceof DomainError && error.code === "REPAIR_NOT_NEEDED") {
      await deps.db.transaction((tx) => forgetBroken(tx, deps, { kind, subjectId }));
    }
    throw isConstraintViolation(error) ? unsure("recordsDisagree") : error;
  });
  for (const eventId of eventIds) deps.relay.exportReady(eventId);
  forgetTopProducts(deps.db);
  return repaired;
}

/**
 * Keeps traffic from the subject until the transaction ends. What a statement reads afterwards is
 * all that was committed before. On SQLite there is only one writer.
 */
async function lock(
  tx: Transaction,
  { db }: Pick<Deps, "db">,
  [table, key]: readonly [string, string],
  id: string,
): Promise<void> {
  if (db.provider === "sqlite") return;
  await tx.$queryRaw`
    SELECT 1 AS locked FROM ${Prisma.raw(table)} WHERE ${Prisma.raw(key)} = ${id}
    FOR NO KEY UPDATE`;
  if (table !== "orders") return;
  await tx.$queryRaw`
    SELECT 1 AS locked FROM accounts WHERE user_id = (SELECT user_id FROM orders WHERE id = ${id})
    FOR NO KEY UPDATE`;
}
