import { Prisma, type Provider } from "@sunchak/db";

/**
 * The beginning of the UTC hour or minute that a time column is in, as `YYYY-MM-DDTHH:00` or
 * `YYYY-MM-DDTHH:MM`, to group by. The databases keep times differently: SQLite as ISO text.
 */
export function timeBucket(
  provider: Provider,
  column: Prisma.Sql,
  unit: "hour" | "minute",
): Prisma.Sql {
  if (provider === "sqlite") {
    return unit === "hour"
      ? Prisma.sql`substr(${column}, 1, 13) || ':00'`
      : Prisma.sql`substr(${column}, 1, 16)`;
  }
  return unit === "hour"
    ? Prisma.sql`to_char(${column}, 'YYYY-MM-DD"T"HH24":00"')`
    : Prisma.sql`to_char(${column}, 'YYYY-MM-DD"T"HH24:MI')`;
}
