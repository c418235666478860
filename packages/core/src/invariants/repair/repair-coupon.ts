import { holderHash, Prisma } from "@sunchak/db";
import { hasBrokenOrders, type Repair, unsure } from "./repairing.ts";

/** Makes a coupon used or unused as its orders say, and its log's line says whose it is. */
export const repairCoupon: Repair = async ({ tx, subjectId: id, tell }) => {
  const coupon = await tx.issuedCoupon.findUniqueOrThrow({ where: { id } });
  const mine = Prisma.sql`SELECT id FROM orders WHERE issued_coupon_id = ${id}`;
  if (await hasBrokenOrders(tx, mine)) throw unsure("otherFirst");
  const orders = await tx.order.findMany({ where: { issuedCouponId: id } });
  const { salt, holder } = coupon;
  const stranger = orders.find(({ userId }) => userId !== coupon.userId);
  if (stranger) {
    const { userId } = stranger;
    const isHolder = salt !== null && holderHash({ salt, id, userId }) === holder;
    if (!isHolder) throw unsure("holderUnknown");
    await tx.issuedCoupon.update({ where: { id }, data: { userId } });
    tell("holder", coupon.userId, userId);
  }
  const [paid, second] = orders.filter(({ status }) => status === "PAID");
  if (second) throw unsure("recordsDisagree");
  if ((coupon.usedAt !== null) === (paid !== undefined)) return;
  const usedAt = paid?.paidAt ?? null;
  if (usedAt === null) {
    // Its order may have lost it: the payment still says that there was a coupon.
    const { userId } = coupon;
    const where = { userId, status: "PAID", issuedCouponId: null, payment: { couponsHeld: 1 } };
    if ((await tx.order.count({ where })) > 0) throw unsure("recordsDisagree");
  }
  await tx.issuedCoupon.update({ where: { id }, data: { usedAt } });
  tell("usedAt", coupon.usedAt?.toISOString() ?? null, usedAt?.toISOString() ?? null);
};
