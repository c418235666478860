import { type Expression, fold, type SqlBool, sql } from "@sunchak/db";

/**
 * A typed text, folded, as a LIKE pattern without wildcards; the escape character is a backslash.
 */
export const likePattern = (text: string): string => fold(text).replaceAll(/[\\%_]/g, "\\$&");

/** Whether a folded column contains a typed text. */
export const contains = (column: Expression<string | null>, text: string): Expression<SqlBool> =>
  sql`${column} like ${`%${likePattern(text)}%`} escape '\\'`;
