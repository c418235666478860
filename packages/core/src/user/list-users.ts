import { Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { keysetCursor, readKeyset } from "../keyset.ts";
import { cursorPage, type Page } from "../paging.ts";
import type { AdminUser, ListUsers, UserRole } from "./schema.ts";
import { userMatches } from "./search-users.ts";

/** A page of all users, the newest first. */
export async function listUsers(
  deps: Pick<Deps, "db">,
  { q, role, banned, cursor, size }: ListUsers,
): Promise<Page<AdminUser>> {
  const after = cursor === undefined ? undefined : readKeyset(cursor);
  if (after === null || typeof after?.value === "number") return { items: [], nextCursor: null };
  const conditions = [Prisma.sql`1 = 1`];
  if (q) conditions.push(userMatches(q));
  if (role !== undefined) conditions.push(Prisma.sql`u.role = ${role}`);
  if (banned !== undefined) conditions.push(Prisma.sql`u.banned = ${banned}`);
  if (after) {
    const createdAt = after.value;
    conditions.push(
      Prisma.sql`(u.created_at < ${createdAt} OR (u.created_at = ${createdAt} AND u.id < ${after.id}))`,
    );
  }
  const found = await deps.db.client.$queryRaw<{ id: string }[]>`
    SELECT u.id FROM users u WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY u.created_at DESC, u.id DESC LIMIT ${size + 1}`;
  const rows = await deps.db.client.user.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include: { account: true },
  });
  return cursorPage(rows, size, (row) => keysetCursor(row.createdAt, row.id), toUser);
}

export const toUser = (row: Prisma.UserGetPayload<{ include: { account: true } }>): AdminUser => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role as UserRole,
  banned: row.banned,
  banReason: row.banReason,
  createdAt: row.createdAt.toISOString(),
  balance: Number(row.account?.balance ?? 0),
});
