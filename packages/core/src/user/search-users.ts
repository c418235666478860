import { type Expression, expressionBuilder, type SqlBool, type Tables } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { contains } from "../like-pattern.ts";

const user = expressionBuilder<Tables, "users">();

/** The users whose name or email contains this text. */
export const userMatches = (text: string): Expression<SqlBool> =>
  user.or([contains(user.ref("users.searchName"), text), contains(user.ref("users.email"), text)]);

/** A query for the ids of the users whose name or email contains this text. */
export const idsOfUsers = (text: string) =>
  user.selectFrom("users").select("users.id").where(userMatches(text));

/** The newest users whose name or email contains this text. */
export const findUsers = (
  { db }: Pick<Deps, "db">,
  text: string,
  take: number,
): Promise<{ id: string; name: string; email: string }[]> =>
  db.queries
    .selectFrom("users")
    .select(["id", "name", "email"])
    .where(userMatches(text))
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .limit(take)
    .execute();
