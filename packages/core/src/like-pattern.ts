import { type Expression, fold, type SqlBool, sql } from "@sunchak/db";

/** Whether a folded column contains a typed text. */
export const contains = (column: Expression<string | null>, text: string): Expression<SqlBool> =>
  sql<SqlBool>`${column} like ${`%${escapeLike(fold(text))}%`} escape '\\'`;

/** A text as a LIKE pattern without wildcards; the escape character is a backslash. */
export const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, "\\$&");
