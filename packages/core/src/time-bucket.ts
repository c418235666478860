import { type AliasableExpression, type Expression, type Provider, sql } from "@sunchak/db";

/**
 * The beginning of the UTC hour or minute that a time column is in, as `YYYY-MM-DDTHH:00` or
 * `YYYY-MM-DDTHH:MM`, or the day in Seoul, `YYYY-MM-DD`, to group by. The databases keep times
 * differently: SQLite as ISO text.
 */
export function timeBucket(
  provider: Provider,
  column: Expression<Date | null>,
  unit: "day" | "hour" | "minute",
): AliasableExpression<string> {
  if (unit === "day") {
    return provider === "sqlite"
      ? sql`date(${column}, '+9 hours')`
      : sql`to_char(${column} + interval '9 hours', 'YYYY-MM-DD')`;
  }
  if (provider === "sqlite") {
    return unit === "hour" ? sql`substr(${column}, 1, 13) || ':00'` : sql`substr(${column}, 1, 16)`;
  }
  return unit === "hour"
    ? sql`to_char(${column}, 'YYYY-MM-DD"T"HH24":00"')`
    : sql`to_char(${column}, 'YYYY-MM-DD"T"HH24:MI')`;
}
