import type { Sqlite, SqliteStatements } from "@sunchak/db";
import type { Clock } from "../deps.ts";
import { type IdempotentCall, keyOf, lapsedAt, responseKept } from "./idempotently.ts";

/**
 * Does on SQLite what `idempotently` does: runs `work` in one write, at most once for each key of a
 * user.
 * @param work is synchronous and may run more than once: see {@link Sqlite}.
 * @returns the response, and whether it is that of an earlier call.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED when the key came with another request.
 */
export function onceOnSqlite<Result>(
  sqlite: Sqlite,
  clock: Clock,
  call: IdempotentCall,
  work: (statements: SqliteStatements, now: Date) => Result,
): Promise<{ response: Result; isRepeat: boolean }> {
  const { userId } = call;
  const { key, request_hash: hash } = keyOf(call);
  return sqlite.write((statements) => {
    const now = clock.now();
    if (key === undefined || hash === undefined) {
      return { response: work(statements, now), isRepeat: false };
    }
    const { all, run } = statements;
    const [kept] = all<{ requestHash: string; response: string | null }>`
      SELECT request_hash AS "requestHash", response FROM idempotency_records
      WHERE user_id = ${userId} AND "key" = ${key} AND created_at > ${lapsedAt(now)}`;
    if (kept) return { response: responseKept<Result>(kept, hash), isRepeat: true };
    const response = work(statements, now);
    run`
      INSERT INTO idempotency_records (user_id, "key", request_hash, response, created_at)
      VALUES (${userId}, ${key}, ${hash}, ${JSON.stringify(response)}, ${now})
      ON CONFLICT (user_id, "key") DO UPDATE SET request_hash = excluded.request_hash,
        response = excluded.response, created_at = excluded.created_at`;
    return { response, isRepeat: false };
  });
}
