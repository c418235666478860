import { type Database, type LogLine, Prisma, type Transaction } from "@sunchak/db";

export interface NewCoupon extends LogLine {
  id: string;
  campaignId: string;
  userId: string;
  issuedAt: Date;
  expiresAt: Date;
  idempotencyKey: string | null;
  salt: string;
  hash: string;
}

/**
 * Stores coupons of one campaign that are issued at the same moment. They go in as one JSON text,
 * because Prisma's createMany costs more for each coupon than all else about it.
 */
export async function storeCoupons(
  tx: Transaction,
  { provider }: Pick<Database, "provider">,
  coupons: [NewCoupon, ...NewCoupon[]],
): Promise<void> {
  const [{ campaignId, issuedAt, expiresAt }] = coupons;
  const json = JSON.stringify(coupons);
  const given =
    provider === "postgresql"
      ? Prisma.sql`
          SELECT id, CAST(${campaignId} AS TEXT), "userId", CAST(${issuedAt} AS TIMESTAMP),
            CAST(${expiresAt} AS TIMESTAMP), "idempotencyKey", number, door, "arrivedAt", salt,
            holder, hash
          FROM json_to_recordset(CAST(${json} AS JSON)) AS given (id TEXT, "userId" TEXT,
            "idempotencyKey" TEXT, number INTEGER, door TEXT, "arrivedAt" TEXT, salt TEXT,
            holder TEXT, hash TEXT)`
      : Prisma.sql`
          SELECT value ->> 'id', ${campaignId}, value ->> 'userId', ${issuedAt},
            ${expiresAt}, value ->> 'idempotencyKey', value ->> 'number', value ->> 'door',
            value ->> 'arrivedAt', value ->> 'salt', value ->> 'holder', value ->> 'hash'
          FROM json_each(${json})`;
  await tx.$executeRaw`
    INSERT INTO issued_coupons (id, campaign_id, user_id, issued_at, expires_at, idempotency_key,
      number, door, arrived_at, salt, holder, hash) ${given}`;
}
