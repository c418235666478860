import type { Prisma } from "../generated/sqlite/client.ts";
import type { Database } from "./database.ts";
import type { SqliteArgument } from "./sqlite.ts";

/**
 * Reads rows past Prisma's engine, for statements that run often.
 * @throws DatabaseUnavailable
 */
export const readRows = <Row extends object>(db: Database, query: Prisma.Sql): Promise<Row[]> =>
  db.postgresql
    ? db.postgresql.read<Row>(query.text, () => query.values)
    : db.sqlite.read(({ all }) => all<Row>(query.strings, ...(query.values as SqliteArgument[])));
