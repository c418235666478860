import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Measure, measureOf } from "./measure.ts";

const program = "/usr/bin/pgbench";

/** Whether this machine has pgbench; on Debian the package `postgresql-contrib` has it. */
export const hasPgbench = () => existsSync(program);

/** Runs a script of SQL statements in prepared mode, one round trip per statement. */
export async function measurePgbench(
  url: string,
  script: string,
  { clients, seconds }: { clients: number; seconds: number },
): Promise<Measure> {
  const folder = mkdtempSync(join(tmpdir(), "sunchak-pgbench-"));
  try {
    const file = join(folder, "script.sql");
    writeFileSync(file, script);
    const flags = ["-n", "-M", "prepared", "-c", String(clients), "-j", "2", "-T", String(seconds)];
    const log = ["-l", "--log-prefix", join(folder, "log")];
    await promisify(execFile)(program, [...flags, ...log, "-f", file, url]);
    // One line per transaction; the third number is its time in microseconds.
    const took = readdirSync(folder)
      .filter((name) => name.startsWith("log"))
      .flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"))
      .map((line) => Number(line.split(" ")[2]) / 1000);
    return measureOf(took, seconds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
