import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";

/** The coupon that a shopper holds, or has used, of a campaign; null when there is none. */
export async function findHeldCoupon(
  { db }: Pick<Deps, "db">,
  { id, userId }: { id: string; userId: string },
): Promise<{ expiresAt: string } | null> {
  if (!isId(id)) return null;
  const coupon = await db.client.issuedCoupon.findUnique({
    where: { campaignId_userId: { campaignId: id, userId } },
    select: { expiresAt: true },
  });
  return coupon && { expiresAt: coupon.expiresAt.toISOString() };
}
