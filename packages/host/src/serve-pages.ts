import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { createRuntime, type Runtime, setRuntime } from "@sunchak/api";
import { type Env, EnvError, isLoopback, keepPrivate, readEnv } from "@sunchak/env";
import next from "next";
import { createApiListener } from "./api-listener.ts";
import { createBuiltFiles } from "./built-files.ts";
import { endInOrder } from "./end-in-order.ts";
import type { FindKeptPage } from "./kept-key.ts";
import { logConsole } from "./log-console.ts";
import { createPageListener } from "./page-listener.ts";
import { warnOfPlainHttp } from "./plain-http.ts";
import { routeRequest } from "./route-request.ts";

/** How long a connection may idle, in milliseconds. */
const KEEP_ALIVE_MS = 75_000;

/**
 * How many connections may wait until the process accepts them; the system may allow fewer
 * (somaxconn). Whoever does not fit tries again after a second, and at a drop thousands come at once.
 */
const BACKLOG = 4_096;

const titles = { storefront: "Storefront", admin: "Admin" } as const;

interface PagesOptions {
  app: Runtime["app"];
  /** The folder of server.ts; in production the folder of its bundle, one level deeper. */
  from: string;
  /** Which pages everybody sees alike; none, unless an app says so. */
  findKeptPage?: FindKeptPage;
}

/**
 * Runs one app until it is told to stop: Next serves its pages, and the API runs beside them.
 * `--dev` reloads changed files. When the start fails for an expected reason, it prints the reason
 * and exits.
 */
export async function servePages({
  app,
  from,
  findKeptPage = () => null,
}: PagesOptions): Promise<void> {
  const dev = process.argv.includes("--dev");
  const folder = dev ? from : dirname(from);
  try {
    // Then the paths of the configuration and of Next do not depend on where the process starts.
    process.chdir(folder);
    await serve(app, folder, findKeptPage, dev);
  } catch (error) {
    const message = startFailure(error);
    if (message === undefined) throw error;
    process.stderr.write(`${message}\n`);
    process.exit(1);
  }
}

async function serve(
  app: Runtime["app"],
  folder: string,
  findKeptPage: FindKeptPage,
  dev: boolean,
): Promise<void> {
  const configured = readEnv(app);
  // The public origin contains the port, so a free port has to be known before it listens.
  const env = configured.port
    ? configured
    : readEnv(app, undefined, await findFreePort(configured.host));
  const open = keepPrivate(env.databaseUrl);
  const runtime = createRuntime(env, undefined, app);
  if (open.length > 0) {
    runtime.deps.log.warn(
      { paths: open },
      "Others can read these, and this user may not change it",
    );
  }
  const listenToApi = createApiListener(runtime);
  setRuntime(runtime);
  if (!dev) logConsole(runtime.deps.log);
  await runtime.jobs.confirmDestination(runtime.deps);

  const server = createServer();
  // Longer than proxies and browsers keep idle connections. If the server closed one first, a
  // request on its way would meet a closed connection.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 5_000;
  let jobs: Awaited<ReturnType<typeof runtime.jobs.start>> | undefined;
  endInOrder({
    server,
    runtime,
    stopJobs: async () => jobs?.stop(),
    // A page in dev mode keeps its connection for ever.
    ...(dev && { drainMs: 0 }),
  });
  const pages = next({
    dev,
    dir: folder,
    hostname: "localhost",
    port: env.port,
    // Next needs upgrades only in dev mode, to reload pages. It would keep any other open for ever.
    httpServer: dev ? server : createServer(),
  });
  await pages.prepare();
  const listenToPages = createPageListener(runtime, pages.getRequestHandler(), findKeptPage, {
    dev,
    ...(!dev && { answerBuiltFile: createBuiltFiles(join(folder, ".next/static")) }),
  });

  server.on("request", (request, response) => {
    const route = routeRequest(request.url ?? "", dev);
    if (route.to !== "nobody") request.url = route.url;
    if (route.to === "api") listenToApi(request, response);
    else listenToPages(request, response, route);
  });
  server.on("clientError", (_error, socket) => {
    if (!socket.writable) return void socket.destroy();
    socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  });

  await listen(server, { host: env.host, port: env.port });
  jobs = await runtime.jobs.start(runtime.deps);
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${titles[app]}: http://${addressOf(env.host)}:${port}\n`);
  warnOfPlainHttp(runtime, env.host);
}

/** The name by which this machine reaches a server that listens on `host`. */
function addressOf(host: string | undefined): string {
  if (host === undefined || /^(0\.0\.0\.0|::)$/.test(host) || isLoopback(host)) return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

async function findFreePort(host: string | undefined): Promise<number> {
  const server = createServer();
  await listen(server, { host, port: 0 });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listen(server: Server, at: Pick<Env, "host" | "port">): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ ...at, backlog: BACKLOG }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** What to tell the operator when the start failed for an expected reason; otherwise undefined. */
function startFailure(error: unknown): string | undefined {
  if (error instanceof EnvError) return error.message;
  const { code, port, address, hostname } = error as Record<string, unknown>;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use; set PORT to another one.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST: ${address ?? hostname} is not an address of this machine.`;
    case "EACCES":
      return port === undefined
        ? undefined
        : `Port ${port} needs special rights here; set PORT to another one.`;
  }
  return undefined;
}
