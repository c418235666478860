import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { toUser } from "./list-users.ts";
import type { AdminUserDetail } from "./schema.ts";

/**
 * One user, with the balance and the counts of what the user has in other tables.
 * @throws DomainError NOT_FOUND
 */
export async function getUser(
  deps: Pick<Deps, "db" | "clock">,
  { id }: { id: string },
): Promise<AdminUserDetail> {
  if (!isId(id)) throw notFound("user");
  const { client } = deps.db;
  const [row, orderCount, paidOrderCount, session] = await Promise.all([
    client.user.findUnique({
      where: { id },
      include: { account: true, _count: { select: { coupons: true } } },
    }),
    client.order.count({ where: { userId: id } }),
    client.order.count({ where: { userId: id, status: "PAID" } }),
    client.session.findFirst({
      where: { userId: id, expiresAt: { gt: deps.clock.now() } },
      orderBy: { createdAt: "desc" },
    }),
  ]);
  if (!row) throw notFound("user");
  return {
    ...toUser({ ...row, balance: row.account?.balance ?? null }),
    entryCount: row.account?.entryCount ?? 0,
    orderCount,
    paidOrderCount,
    couponCount: row._count.coupons,
    signedInSince: session?.createdAt.toISOString() ?? null,
  };
}
