import { setTimeout as delay, setImmediate as endOfTurn } from "node:timers/promises";
import type { SqliteConnection } from "./sqlite-connection.ts";
import { type SqliteFile, TURN_WAIT_MS } from "./sqlite-file.ts";
import { objectsOf, sqliteValueOf } from "./sqlite-values.ts";
import { DatabaseUnavailable } from "./unavailable.ts";

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
  /**
   * Runs a statement that reads for long on one state of the database. Other calls have their turn
   * after each {@link PIECE_MS}; so the statement has to have rows all along, and sort none of them.
   * One such statement runs at a time. Leave the loop, or it never ends for the others.
   * @throws DatabaseUnavailable, also when its turn does not come in TURN_WAIT_MS
   */
  pieces<Row extends object>(
    text: readonly string[],
    ...values: SqliteArgument[]
  ): AsyncGenerator<Row[]>;
}

/** For how long a statement that reads for long keeps the event loop, in milliseconds. */
const PIECE_MS = 15;

export type SqliteArgument = string | number | bigint | boolean | Date | null;

/** Statements as tagged templates: `run\`UPDATE … WHERE id = ${id}\``. Each is prepared once. */
export interface SqliteStatements {
  /** @returns the rows, with values as Prisma reads them; an integer expression is a bigint. */
  all<Row extends object>(text: readonly string[], ...values: SqliteArgument[]): Row[];
  /** @returns how many rows the statement changed. */
  run(text: TemplateStringsArray, ...values: SqliteArgument[]): number;
}

export function sqliteOn(file: SqliteFile): Sqlite {
  let last = Promise.resolve();
  return {
    write: (work) =>
      file.write((connection) => work(statementsOn(connection, insideOf(connection)))),
    read: (work) => file.read((connection) => work(statementsOn(connection))),
    async *pieces<Row>(text: readonly string[], ...values: SqliteArgument[]) {
      const before = last;
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      last = before.then(() => ended);
      try {
        const late = delay(TURN_WAIT_MS, "late", { ref: false });
        if ((await Promise.race([before, late])) === "late") throw new DatabaseUnavailable("slow");
        const { connection, rollback } = await file.beginSnapshot();
        try {
          const args = values.map((value) => sqliteValueOf(value));
          for (const rows of connection.pieces(sqlOf(text), args, PIECE_MS)) {
            yield objectsOf(rows) as Row[];
            await endOfTurn();
          }
        } finally {
          await rollback();
        }
      } finally {
        end();
      }
    },
  };
}

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
