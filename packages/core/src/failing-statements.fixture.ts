import type { Database, SqliteStatements } from "@sunchak/db";

/** A SQLite database on which each write throws after its n-th statement. */
export function failingAfter(db: Database, n: number): Database {
  if (!db.sqlite) throw new Error("On PostgreSQL, a write is one statement.");
  const { sqlite } = db;
  const write: typeof sqlite.write = (work) =>
    sqlite.write(({ all, run }) => {
      let statements = 0;
      const count = <T>(answer: T): T => {
        statements += 1;
        if (statements === n) throw new Error(`failed after statement ${n}`);
        return answer;
      };
      const counted: SqliteStatements = {
        all: (...statement) => count(all(...statement)),
        run: (...statement) => count(run(...statement)),
      };
      return work(counted);
    });
  return { ...db, sqlite: { ...sqlite, write } };
}
