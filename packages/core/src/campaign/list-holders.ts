import { Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";
import { cursorPage, type Page } from "../paging.ts";
import { userMatches } from "../user/search-users.ts";
import type { Holder, ListHolders } from "./schema.ts";

/** A page of the holders of a campaign's coupons, the latest issued first; empty when unknown. */
export async function listHolders(
  deps: Pick<Deps, "db" | "clock">,
  { id, status, q, cursor, size }: ListHolders,
): Promise<Page<Holder>> {
  if (!isId(id)) return { items: [], nextCursor: null };
  const now = deps.clock.now();
  const conditions = [Prisma.sql`c.campaign_id = ${id}`];
  if (q) conditions.push(userMatches(q));
  if (status === "USED") conditions.push(Prisma.sql`c.used_at IS NOT NULL`);
  if (status === "EXPIRED") {
    conditions.push(Prisma.sql`c.used_at IS NULL AND c.expires_at <= ${now}`);
  }
  if (status === "USABLE") {
    conditions.push(Prisma.sql`c.used_at IS NULL AND c.expires_at > ${now}`);
  }
  if (cursor !== undefined) conditions.push(Prisma.sql`c.id < ${cursor}`);
  const found = await deps.db.client.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM issued_coupons c JOIN users u ON u.id = c.user_id
    WHERE ${Prisma.join(conditions, " AND ")} ORDER BY c.id DESC LIMIT ${size + 1}`;
  const rows = await deps.db.client.issuedCoupon.findMany({
    where: { id: { in: found.map((row) => row.id) } },
    orderBy: { id: "desc" },
    include: {
      user: { select: { name: true, email: true } },
      orders: { where: { status: "PAID" }, select: { id: true, orderNumber: true } },
    },
  });
  return cursorPage(
    rows,
    size,
    (row) => row.id,
    (row) => ({
      issuedCouponId: row.id,
      userId: row.userId,
      userName: row.user.name,
      userEmail: row.user.email,
      status: row.usedAt ? "USED" : row.expiresAt <= now ? "EXPIRED" : "USABLE",
      issuedAt: row.issuedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      usedAt: row.usedAt?.toISOString() ?? null,
      orderId: row.orders[0]?.id ?? null,
      orderNumber: row.orders[0]?.orderNumber ?? null,
    }),
  );
}
