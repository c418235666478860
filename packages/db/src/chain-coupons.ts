import { Prisma } from "../generated/sqlite/client.ts";
import { firstHash, holderHash, isoMicroseconds, newSalt, nextHash } from "./coupon-log.ts";
import { type Database, openDatabase, type Transaction } from "./database.ts";

/** The door of coupons that were issued before there was a log. */
const BEFORE = "before";

/** How many coupons are read at a time: finding the next ones sorts all that are left. */
const READ = 10_000;
/** How many are written by a statement. */
const WRITTEN = 1_000;

/**
 * Chains the coupons that a version without the log has issued, by issue time and id: those that
 * were there at the deployment, and those that such a version issues while it runs beside this one.
 * Each batch is a transaction, so after a kill the next deployment goes on.
 */
export async function chainStoredCoupons(url: string): Promise<void> {
  const db = openDatabase(url, { connections: 1 });
  try {
    const campaigns = await db.client.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM coupon_campaigns c WHERE EXISTS (
        SELECT 1 FROM issued_coupons i WHERE i.campaign_id = c.id AND i.number IS NULL)`;
    for (const { id } of campaigns) await chainCampaign(db, id);
  } finally {
    await db.close();
  }
}

/** Chains all coupons of a campaign that are not in its log yet. */
export async function chainCampaign(db: Database, campaignId: string): Promise<void> {
  const chainSome = () =>
    db.transaction(async (tx) => {
      await lockCampaign(tx, db, campaignId);
      return chainNext(tx, campaignId);
    });
  while ((await chainSome()) === READ);
}

/** Lets one transaction at a time issue a campaign's coupons. On SQLite there is only one writer. */
export async function lockCampaign(
  tx: Transaction,
  { provider }: Pick<Database, "provider">,
  id: string,
): Promise<void> {
  if (provider === "sqlite") return;
  await tx.$queryRaw`SELECT id FROM coupon_campaigns WHERE id = ${id} FOR NO KEY UPDATE`;
}

/** In a transaction that has the campaign's row locked. @returns how many it chained. */
async function chainNext(tx: Transaction, campaignId: string): Promise<number> {
  const head = await tx.couponCampaign.findUniqueOrThrow({ where: { id: campaignId } });
  const coupons = await tx.issuedCoupon.findMany({
    where: { campaignId, number: null },
    select: { id: true, userId: true, issuedAt: true },
    orderBy: [{ issuedAt: "asc" }, { id: "asc" }],
    take: READ,
  });
  let { headNumber, headHash } = head;
  const lines = coupons.map(({ id, userId, issuedAt }) => {
    const salt = newSalt();
    headNumber += 1;
    const line = {
      number: headNumber,
      door: BEFORE,
      arrivedAt: isoMicroseconds(issuedAt.getTime()),
      holder: holderHash({ salt, id, userId }),
    };
    headHash = nextHash(headHash ?? firstHash(campaignId), line);
    return Prisma.sql`(${Prisma.join([
      ...[id, line.number, line.door, line.arrivedAt],
      ...[salt, line.holder, headHash],
    ])})`;
  });
  if (lines.length === 0) return 0;
  for (let begin = 0; begin < lines.length; begin += WRITTEN) {
    await tx.$executeRaw`
      UPDATE issued_coupons SET number = CAST(v.column2 AS INTEGER), door = v.column3,
        arrived_at = v.column4, salt = v.column5, holder = v.column6, hash = v.column7
      FROM (VALUES ${Prisma.join(lines.slice(begin, begin + WRITTEN))}) AS v
      WHERE issued_coupons.id = v.column1`;
  }
  await tx.couponCampaign.update({ where: { id: campaignId }, data: { headNumber, headHash } });
  return lines.length;
}
