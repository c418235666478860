import { Prisma } from "@sunchak/db";
import { likePattern } from "../like-pattern.ts";

/** The users whose name contains this text, or whose email begins with it; `u` is `users`. */
export function userMatches(q: string): Prisma.Sql {
  const text = likePattern(q);
  return Prisma.sql`(u.search_name LIKE ${`%${text}%`} ESCAPE '\\' OR u.email LIKE ${`${text}%`} ESCAPE '\\')`;
}
