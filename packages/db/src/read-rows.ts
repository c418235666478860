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

/**
 * Reads the rows of a statement that may take long, all of one state. On SQLite other calls have
 * their turn between the pieces, if the statement has rows all along and sorts none of them.
 * @throws DatabaseUnavailable
 */
export async function* readInPieces<Row extends object>(
  db: Database,
  query: Prisma.Sql,
): AsyncGenerator<Row[]> {
  if (db.postgresql) yield await readRows<Row>(db, query);
  else yield* db.sqlite.pieces<Row>(query.strings, ...(query.values as SqliteArgument[]));
}
