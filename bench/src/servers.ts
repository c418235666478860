import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Provider } from "@sunchak/db";
import { deployMigrations } from "@sunchak/db/migrate";
import { freePort, startPostgresql } from "@sunchak/testing";
import pg from "pg";

/** An operator's settings for a small machine; every commit reaches the disk. */
const productionSettings = {
  fsync: "on",
  synchronous_commit: "on",
  shared_buffers: "1GB",
  effective_cache_size: "4GB",
  work_mem: "16MB",
  maintenance_work_mem: "512MB",
  max_wal_size: "4GB",
  random_page_cost: "1.1",
  timezone: "UTC",
};

export const AUTH_SECRET = "a secret that is known to benches alone";

/** Makes an empty, migrated database. @returns its URL. */
export type CreateDatabase = (name: string) => Promise<string>;

/** Runs `work` with databases of one kind: of a new PostgreSQL, or SQLite files in a new folder. */
export const withDatabases = <T>(
  provider: Provider,
  work: (createDatabase: CreateDatabase) => Promise<T>,
): Promise<T> => (provider === "sqlite" ? withSqlite(work) : withPostgresql(work));

async function withSqlite<T>(work: (createDatabase: CreateDatabase) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "sunchak-bench-"));
  try {
    return await work(async (name) => {
      const url = `file:${join(folder, `${name}.db`)}`;
      await deployMigrations(url);
      return url;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withPostgresql<T>(work: (createDatabase: CreateDatabase) => Promise<T>): Promise<T> {
  const server = await startPostgresql(productionSettings);
  try {
    return await work(async (name) => {
      await server.createDatabase(name);
      await deployMigrations(server.urlOf(name));
      return server.urlOf(name);
    });
  } finally {
    await server.stop();
  }
}

/** Runs `work` with a plain connection to a PostgreSQL database. */
export async function withConnection<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // Columns hold UTC; pg would read them as this machine's time.
  client.setTypeParser(pg.types.builtins.TIMESTAMP, (value) => new Date(`${value}Z`));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The variables that every process of ours gets; nothing is taken from the environment. */
export const shopVariables = (databaseUrl: string) => ({
  NODE_ENV: "production" as const,
  DATABASE_URL: databaseUrl,
  BETTER_AUTH_SECRET: AUTH_SECRET,
  RATE_LIMIT: "off",
  LOG_LEVEL: "error",
});

export interface Server {
  url: string;
  pid: number;
  isRunning(): boolean;
  /** Ends it in good order, if it still runs. */
  stop(): Promise<void>;
  /** Kills it at once. */
  kill(): Promise<void>;
}

const built = fileURLToPath(new URL("../../apps/storefront/dist/server.js", import.meta.url));
const bare = fileURLToPath(new URL("./bare-server.mjs", import.meta.url));

/**
 * Starts the built storefront on a free port.
 * @throws Error when it has not been built.
 */
export async function startStorefront(
  databaseUrl: string,
  variables: Record<string, string> = {},
): Promise<Server> {
  if (!existsSync(built)) throw new Error("Build the storefront first: npm run build");
  // The port is chosen first, because the public origin contains it.
  const port = String(await freePort());
  return startNode(built, { ...shopVariables(databaseUrl), ...variables, PORT: port });
}

/** Starts a Node server that answers every request alike, and does nothing else. */
export const startBareServer = (): Promise<Server> => startNode(bare, {});

async function startNode(file: string, variables: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, [file], {
    env: variables,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await exited;
  };
  return {
    url: await printedUrl(child),
    pid: child.pid ?? 0,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    stop: end("SIGTERM"),
    kill: end("SIGKILL"),
  };
}

/** Servers print their address once they take requests. */
function printedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout?.on("data", (chunk) => {
      printed += chunk;
      const url = /http:\/\/localhost:\d+/.exec(printed)?.[0];
      if (url) resolve(url);
    });
    child.once("exit", () => reject(new Error(`a server did not start: ${printed}`)));
  });
}
