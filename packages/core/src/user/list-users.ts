import { type Expression, expressionBuilder, type SqlBool, type Tables } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { byText, conditionsOf, type Filters } from "../filters.ts";
import { keysetCursor, readKeyset } from "../keyset.ts";
import { cursorPage, eachOf, MAX_COUNTED, type Page } from "../paging.ts";
import { hasTag } from "../tag/list-tags.ts";
import type { UserRole } from "./roles.ts";
import type { AdminUser, ListUsers, UserFilter, UserTotals } from "./schema.ts";
import { userMatches } from "./search-users.ts";

const user = expressionBuilder<Tables, "users">();

const filters: Filters<Omit<ListUsers, "cursor" | "size">> = {
  q: byText(userMatches),
  role: (role) => user("role", "=", role),
  banned: (isBanned) => user("banned", "=", isBanned),
  from: (from) => user("createdAt", ">=", new Date(from)),
  to: (to) => user("createdAt", "<", new Date(to)),
  tag: (tag) => hasTag("user", user.ref("users.id"), tag),
};

/**
 * A page of all users, the newest first, and the sums of all its pages.
 * @returns totals null when there are more than {@link MAX_COUNTED} users.
 */
export async function listUsers(
  deps: Pick<Deps, "db">,
  { cursor, size, ...filter }: ListUsers,
): Promise<Page<AdminUser> & { totals: UserTotals | null }> {
  const [page, totals] = await Promise.all([
    readUsers(deps, { cursor, size, ...filter }),
    sumUsers(deps, conditionsOf(filters, filter)),
  ]);
  return { ...page, totals };
}

/** All users that match a filter, the newest first, read in batches. */
export const eachUser = (deps: Pick<Deps, "db">, filter: UserFilter): AsyncGenerator<AdminUser> =>
  eachOf((page) => readUsers(deps, { ...filter, ...page }));

async function readUsers(
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

async function sumUsers(
  { db: { queries } }: Pick<Deps, "db">,
  conditions: Expression<SqlBool>[],
): Promise<UserTotals | null> {
  const matching = queries
    .selectFrom("users")
    .leftJoin("accounts", "accounts.userId", "users.id")
    .select("balance")
    .where(user.and(conditions))
    .limit(MAX_COUNTED + 1);
  const { users, balance } = await queries
    .selectFrom(matching.as("matching"))
    .select(({ fn }) => [fn.countAll().as("users"), fn.sum("balance").as("balance")])
    .executeTakeFirstOrThrow();
  if (Number(users) > MAX_COUNTED) return null;
  return { users: Number(users), balance: Number(balance ?? 0) };
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
