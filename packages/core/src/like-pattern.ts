import { type Expression, fold, type SqlBool, sql } from "@sunchak/db";

/** Whether a folded column contains a typed text. */
export const contains = (column: Expression<string | null>, text: string): Expression<SqlBool> =>
  matches(column, `%${likePattern(text)}%`);

/** Whether a folded column begins with a typed text. */
export const beginsWith = (column: Expression<string | null>, text: string): Expression<SqlBool> =>
  matches(column, `${likePattern(text)}%`);

/**
 * A typed text, folded, as a LIKE pattern without wildcards; the escape character is a backslash.
 */
export const likePattern = (text: string): string => fold(text).replaceAll(/[\\%_]/g, "\\$&");

const matches = (column: Expression<string | null>, pattern: string) =>
  sql<SqlBool>`${column} like ${pattern} escape '\\'`;
