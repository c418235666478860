import { createApiHandler, type Runtime } from "@sunchak/api";
import type pg from "pg";
import { type Measure, ownCpu } from "../../src/measure.ts";
import type { Row } from "../../src/report.ts";

const MEGABYTE = 1024 * 1024;
/** How often to check memory and open transactions, in milliseconds. */
const WATCH_MS = 100;

/**
 * The CSV of every order as an admin gets it, compared with the server's own COPY of the same rows.
 */
export async function csvRow(
  runtime: Runtime,
  sql: pg.Client,
  authorization: string,
): Promise<Row> {
  const handle = createApiHandler(runtime);
  const watch = watchExport(sql);
  const ours = await measureRows(async () => {
    const request = new Request(`${runtime.origin}/api/orders.csv`, { headers: { authorization } });
    const answer = await handle(request, { remoteAddress: "127.0.0.1" });
    if (answer.status !== 200 || !answer.body) throw new Error(`CSV: ${answer.status}`);
    let lines = 0;
    for await (const piece of answer.body) for (const byte of piece) if (byte === 10) lines++;
    return lines - 1;
  });
  const { grownBy, longestMs } = await watch.stop();
  const floor = await measureRows(async () => {
    const copied = await sql.query(`COPY (
      SELECT o.*, u.name, u.email, l.lines FROM orders o JOIN users u ON u.id = o.user_id
      JOIN LATERAL (SELECT string_agg(name || ' × ' || quantity, '; ' ORDER BY position) AS lines
        FROM order_lines WHERE order_id = o.id) l ON true
      ORDER BY o.id DESC) TO '/dev/null' CSV`);
    return copied.rowCount ?? 0;
  });
  return {
    what: "orders as CSV, a row",
    ours,
    floor: { name: "COPY", ...floor },
    compared: "rate",
    note: `${ours.calls} rows; memory grew by ${Math.round(grownBy / MEGABYTE)} MB; longest transaction ${Math.round(longestMs)} ms`,
  };
}

/** @param work returns how many rows it made. */
async function measureRows(work: () => Promise<number>): Promise<Measure> {
  const cpuBefore = ownCpu();
  const begin = performance.now();
  const rows = await work();
  const took = performance.now() - begin;
  const each = took / rows;
  return {
    calls: rows,
    perSecond: 1000 / each,
    p50: each,
    p95: each,
    p99: each,
    cpu: (ownCpu() - cpuBefore) / rows,
  };
}

/** Checks this process's memory and the age of the oldest other transaction. */
function watchExport(sql: pg.Client): {
  stop(): Promise<{ grownBy: number; longestMs: number }>;
} {
  const before = process.memoryUsage.rss();
  let largest = before;
  let longestMs = 0;
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      largest = Math.max(largest, process.memoryUsage.rss());
      const { rows } = await sql.query<{ ms: number }>(`
        SELECT COALESCE(MAX(EXTRACT(EPOCH FROM clock_timestamp() - xact_start)), 0)::float8 * 1000 AS ms
        FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()`);
      longestMs = Math.max(longestMs, rows[0]?.ms ?? 0);
      await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
    }
  })();
  return {
    async stop() {
      stopped = true;
      await watching;
      return { grownBy: largest - before, longestMs };
    },
  };
}
