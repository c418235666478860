import type { Transaction } from "@sunchak/db";
import type { Reads } from "../deps.ts";
import { getLastInvariantCheck } from "./run-invariant-check.ts";
import {
  type BrokenSubject,
  brokenKinds,
  type InvariantReportView,
  type SubjectName,
} from "./schema.ts";

/** What the last check found, with the names of what is broken. */
export async function getInvariantReport(
  deps: Pick<Reads, "db" | "clock">,
): Promise<InvariantReportView> {
  const { startedAt, checkedAt, holds, results } = await getLastInvariantCheck(deps);
  const rows = results.flatMap((result) => result.rows);
  const names = new Map<string, SubjectName>();
  for (const subject of Object.keys(namesOf) as BrokenSubject[]) {
    const ids = rows.flatMap(({ kind, subjectId }) =>
      brokenKinds[kind].subject === subject ? [subjectId] : [],
    );
    if (ids.length === 0) continue;
    for (const [id, name] of await namesOf[subject](deps.db.client, ids)) {
      names.set(`${subject} ${id}`, name);
    }
  }
  return {
    now: deps.clock.now().toISOString(),
    startedAt,
    checkedAt,
    holds,
    results: results.map(({ number, holds: isRight, rows: broken }) => ({
      number,
      holds: isRight,
      rows: broken.map((row) => {
        const { subject } = brokenKinds[row.kind];
        return { ...row, subject, name: names.get(`${subject} ${row.subjectId}`) ?? null };
      }),
    })),
  };
}

type Find = (client: Transaction, ids: string[]) => Promise<[id: string, name: SubjectName][]>;

const namesOf: Record<BrokenSubject, Find> = {
  user: async ({ user }, ids) => {
    const users = await user.findMany({
      where: { id: { in: ids } },
      select: { id: true, name: true, email: true },
    });
    return users.map(({ id, name, email }) => [
      id,
      { name: `${name} (${email})`, nameEn: `${name} (${email})`, userId: id },
    ]);
  },
  campaign: async ({ couponCampaign }, ids) => {
    const select = { id: true, name: true, nameEn: true };
    const campaigns = await couponCampaign.findMany({ where: { id: { in: ids } }, select });
    return campaigns.map(({ id, ...name }) => [id, { ...name, userId: null }]);
  },
  product: async ({ product }, ids) => {
    const select = { id: true, name: true, nameEn: true };
    const products = await product.findMany({ where: { id: { in: ids } }, select });
    return products.map(({ id, ...name }) => [id, { ...name, userId: null }]);
  },
  coupon: async ({ issuedCoupon }, ids) => {
    const coupons = await issuedCoupon.findMany({
      where: { id: { in: ids } },
      select: { id: true, userId: true, campaign: { select: { name: true, nameEn: true } } },
    });
    return coupons.map(({ id, userId, campaign }) => [id, { ...campaign, userId }]);
  },
  order: async ({ order }, ids) => {
    const orders = await order.findMany({
      where: { id: { in: ids } },
      select: { id: true, orderNumber: true, userId: true },
    });
    return orders.map(({ id, orderNumber, userId }) => [
      id,
      { name: orderNumber ?? id, nameEn: orderNumber ?? id, userId },
    ]);
  },
  ranking: async () => [],
};
