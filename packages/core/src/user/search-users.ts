import { type Expression, expressionBuilder, type SqlBool, type Tables } from "@sunchak/db";
import { contains } from "../like-pattern.ts";

const user = expressionBuilder<Tables, "users">();

/** The users whose name or email contains this text. */
export const userMatches = (text: string): Expression<SqlBool> =>
  user.or([contains(user.ref("users.searchName"), text), contains(user.ref("users.email"), text)]);
