import { type Expression, expressionBuilder, type SqlBool, type Tables } from "@sunchak/db";
import { beginsWith, contains } from "../like-pattern.ts";

const user = expressionBuilder<Tables, "users">();

/** The users whose name contains this text, or whose email begins with it. */
export const userMatches = (text: string): Expression<SqlBool> =>
  user.or([
    contains(user.ref("users.searchName"), text),
    beginsWith(user.ref("users.email"), text),
  ]);
