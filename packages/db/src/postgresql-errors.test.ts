import pg from "pg";
import { expect, test } from "vitest";
import { postgresqlErrorOf } from "./postgresql-errors.ts";

function told(code: string): string {
  const error = Object.assign(new pg.DatabaseError("x", 1, "error"), { code });
  const { name, reason } = postgresqlErrorOf(error) as { name: string; reason?: string };
  return [name, reason].join(" ").trim();
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
test.each([
  ["08001", "DatabaseUnavailable unreachable"],
  ["08004", "DatabaseUnavailable unreachable"],
  // A pooler's error for a lost server; the statement may have been stored.
  ["08P01", "OutcomeUnknown"],
  ["08006", "OutcomeUnknown"],
  ["08007", "OutcomeUnknown"],
  ["28P01", "DatabaseUnavailable unreachable"],
  ["53100", "DatabaseUnavailable disk full"],
  ["53300", "DatabaseUnavailable unreachable"],
  ["57P01", "DatabaseUnavailable unreachable"],
  ["25006", "DatabaseUnavailable read-only"],
  ["23505", "error"],
])("PostgreSQL's %s is reported as %s", (code, as) => {
  expect(told(code)).toBe(as);
});
