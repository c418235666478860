import type { adminRouter } from "@sunchak/api";
import type pg from "pg";

export type AdminProcedures = ReturnType<typeof adminRouter.createCaller>["admin"];

/** Answers the admin's procedures for one request. */
export type Caller = () => AdminProcedures;

export interface AdminCase {
  what: string;
  call(admin: AdminProcedures): Promise<unknown>;
  /** One statement that finds the same rows. */
  bare: string;
}

/**
 * Makes the cases of one list. Each has a name, a filter, and the conditions (and the order) with
 * which the bare SQL finds the same rows.
 */
export const casesOf =
  <Filter, Conditions extends string[]>(
    list: string,
    procedure: (admin: AdminProcedures) => (filter: Filter) => Promise<unknown>,
    bare: (...conditions: Conditions) => string,
  ) =>
  (what: string, filter: Filter, ...conditions: Conditions): AdminCase => ({
    what: `${list}: ${what}`,
    call: (admin) => procedure(admin)(filter),
    bare: bare(...conditions),
  });

/** How many rows before the end of a list its deep page begins. */
const FROM_END = 200;

/** The first row that a statement returns. */
export const firstRow = async (sql: pg.Client, statement: string) =>
  (await sql.query(statement)).rows[0] ?? {};

/** The last row before a table's deep page. */
export const deepIn = (sql: pg.Client, table: string, { where = "true", order = "id" } = {}) =>
  firstRow(
    sql,
    `SELECT * FROM ${table} WHERE ${where} ORDER BY ${order} LIMIT 1 OFFSET ${FROM_END}`,
  );

/** A paid order, for the calls about one order. */
export const paidOrder = (sql: pg.Client) =>
  firstRow(sql, "SELECT * FROM orders WHERE status = 'PAID' ORDER BY id LIMIT 1 OFFSET 999");

export const bestSeller = (sql: pg.Client) =>
  firstRow(sql, "SELECT id FROM products ORDER BY sold_quantity DESC LIMIT 1");

export const cursorOf = (...values: unknown[]) =>
  Buffer.from(JSON.stringify(values)).toString("base64url");
export const text = (value: unknown) => `'${String(value).replaceAll("'", "''")}'`;
export const time = (value: Date) => `TIMESTAMP ${text(value.toISOString().slice(0, -1))}`;
export const now = "(now() AT TIME ZONE 'UTC')";
export const monthAgo = new Date(Date.now() - 30 * 86_400_000);

export const ordersOf = (where: string) => `
  SELECT o.*, u.name, u.email, l.lines
  FROM (SELECT * FROM orders o WHERE ${where} ORDER BY id DESC LIMIT 51) o
  JOIN users u ON u.id = o.user_id
  JOIN LATERAL (SELECT json_agg(x ORDER BY position) AS lines FROM order_lines x WHERE x.order_id = o.id) l ON true
  ORDER BY o.id DESC`;
