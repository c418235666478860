import type { SqliteConnection } from "./sqlite-connection.ts";
import type { SqliteFile } from "./sqlite-file.ts";
import { objectsOf, sqliteValueOf } from "./sqlite-values.ts";

/**
 * SQLite past Prisma's engine, on the same file. It is for the calls that run so often that the
 * engine would be most of their cost. `work` is synchronous and may run more than once, so it touches
 * nothing but the database.
 */
export interface Sqlite {
  /**
   * Runs `work` in a transaction that it shares with the calls of the same moment. Of itself, all is
   * stored or, when it throws, nothing. This returns when the changes are on the disk.
   * @throws what `work` throws; DatabaseUnavailable | OutcomeUnknown
   */
  write<T>(work: (statements: SqliteStatements) => T): Promise<T>;
  /**
   * Runs `work`, which writes nothing, on what is stored.
   * @throws what `work` throws; DatabaseUnavailable
   */
  read<T>(work: (statements: SqliteStatements) => T): Promise<T>;
}

export type SqliteArgument = string | number | bigint | boolean | Date | null;

/** Statements as tagged templates: `run\`UPDATE … WHERE id = ${id}\``. Each is prepared once. */
export interface SqliteStatements {
  /** @returns the rows, with values as Prisma reads them; an integer expression is a bigint. */
  all<Row extends object>(text: readonly string[], ...values: SqliteArgument[]): Row[];
  /** @returns how many rows the statement changed. */
  run(text: TemplateStringsArray, ...values: SqliteArgument[]): number;
}

export const sqliteOn = (file: SqliteFile): Sqlite => ({
  write: (work) => file.write((connection) => work(statementsOn(connection, insideOf(connection)))),
  read: (work) => file.read((connection) => work(statementsOn(connection))),
});

const statementsOn = (
  connection: SqliteConnection,
  check: () => void = () => {},
): SqliteStatements => ({
  all<Row>(text: readonly string[], ...values: SqliteArgument[]) {
    check();
    return objectsOf(
      connection.all(
        sqlOf(text),
        values.map((value) => sqliteValueOf(value)),
      ),
    ) as Row[];
  },
  run(text, ...values) {
    check();
    return connection.run(
      sqlOf(text),
      values.map((value) => sqliteValueOf(value)),
    );
  },
});

/** SQLite ends a transaction by itself after some errors; a later statement would run outside it. */
const insideOf = (connection: SqliteConnection) => () => {
  if (!connection.isInTransaction) throw new Error("The transaction has ended.");
};

const texts = new WeakMap<readonly string[], string>();

function sqlOf(text: readonly string[]): string {
  const sql = texts.get(text) ?? text.join("?");
  texts.set(text, sql);
  return sql;
}
