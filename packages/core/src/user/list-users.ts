import { expressionBuilder, type Tables } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { byText, conditionsOf, type Filters } from "../filters.ts";
import { keysetCursor, readKeyset } from "../keyset.ts";
import { cursorPage, type Page } from "../paging.ts";
import type { AdminUser, ListUsers, UserRole } from "./schema.ts";
import { userMatches } from "./search-users.ts";

const user = expressionBuilder<Tables, "users">();

const filters: Filters<Omit<ListUsers, "cursor" | "size">> = {
  q: byText(userMatches),
  role: (role) => user("role", "=", role),
  banned: (isBanned) => user("banned", "=", isBanned),
};

/** A page of all users, the newest first. */
export async function listUsers(
  deps: Pick<Deps, "db">,
  { cursor, size, ...filter }: ListUsers,
): Promise<Page<AdminUser>> {
  const after = cursor === undefined ? undefined : readKeyset(cursor);
  if (after === null || typeof after?.value === "number") return { items: [], nextCursor: null };
  const conditions = conditionsOf(filters, filter);
  if (after) {
    const place = user.refTuple("createdAt", "id");
    conditions.push(user(place, "<", user.tuple(after.value, after.id)));
  }
  const rows = await deps.db.queries
    .selectFrom("users")
    .leftJoin("accounts", "accounts.userId", "users.id")
    .select(["id", "name", "email", "role", "banned", "banReason", "createdAt", "balance"])
    .where(user.and(conditions))
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .limit(size + 1)
    .execute();
  return cursorPage(rows, size, (row) => keysetCursor(row.createdAt, row.id), toUser);
}

type UserRow = Pick<
  Tables["users"],
  "id" | "name" | "email" | "role" | "banned" | "banReason" | "createdAt"
>;

/** @param row.balance null for a user without an account. */
export const toUser = (row: UserRow & { balance: bigint | null }): AdminUser => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role as UserRole,
  banned: row.banned,
  banReason: row.banReason,
  createdAt: row.createdAt.toISOString(),
  balance: Number(row.balance ?? 0),
});
