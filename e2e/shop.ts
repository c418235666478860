import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { test as base, expect, type Page } from "@playwright/test";
import { checkInvariants, type Deps, type ExportBody, systemClock } from "@sunchak/core";
import { type Database, openDatabase } from "@sunchak/db";
import { createLockDriver } from "@sunchak/lock";

export interface Shop {
  url: string;
  db: Database;
  /** The domain on the shop's own database, to arrange what a journey needs. */
  deps: Deps;
  /** What the data platform has received, in order. */
  exported: ExportBody[];
}

const root = fileURLToPath(new URL("../", import.meta.url));
const server = join(root, "apps/storefront/dist/server.js");
const MAX_BALANCE = 10_000_000;

/** Starts the built storefront on a seeded database of its own and a free port. */
async function openShop(): Promise<Shop & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "sunchak-journey-"));
  const databaseUrl = `file:${join(folder, "shop.db")}`;
  for (const script of ["db:deploy", "db:seed"]) {
    execFileSync("npm", ["run", "--silent", script], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: databaseUrl },
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  const db = openDatabase(databaseUrl);
  const platform = await receiveExports();
  const child = spawn(process.execPath, [server], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      BETTER_AUTH_SECRET: "a-secret-of-the-journeys-alone-0123456789",
      RATE_LIMIT: "off",
      LOG_LEVEL: "warn",
      DATA_PLATFORM_URL: platform.url,
      DATA_PLATFORM_SECRET: "whsec_c3VuY2hhay1qb3VybmV5cy1zaWduaW5nLXNlY3JldA==",
      PORT: String(await freePort()),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await listeningUrl(child);
  const deps: Deps = {
    db,
    lock: createLockDriver({ kind: "memory" }),
    clock: systemClock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    metrics: { count: () => {} },
    relay: { exportReady: () => {} },
    dataPlatform: { send: () => Promise.reject(new Error("the journeys export nothing")) },
    config: { maxBalance: MAX_BALANCE, orderExpiresMinutes: 15 },
  };
  return {
    url,
    db,
    deps,
    exported: platform.received,
    async close() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
      platform.close();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server has to know its own port beforehand: its public origin is made of it. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** A data platform that takes everything. */
async function receiveExports() {
  const received: ExportBody[] = [];
  const platform = createServer(async (request, response) => {
    received.push(await new Response(Readable.toWeb(request) as ReadableStream).json());
    response.end();
  });
  platform.listen(0, "127.0.0.1");
  await once(platform, "listening");
  const { port } = platform.address() as AddressInfo;
  return { received, url: `http://127.0.0.1:${port}/orders`, close: () => platform.close() };
}

function listeningUrl(child: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout?.on("data", (chunk) => {
      printed += chunk;
      const url = /http:\/\/localhost:\d+/.exec(printed)?.[0];
      if (url) resolve(url);
    });
    child.once("exit", () => reject(new Error(`the storefront did not start: ${printed}`)));
  });
}

/**
 * A test with a shop of its worker's own. No page may break the Content-Security-Policy or throw,
 * and afterwards every invariant holds in the shop's tables.
 */
export const test = base.extend<{ clean: undefined }, { shop: Shop }>({
  shop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const shop = await openShop();
      await use(shop);
      await shop.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ shop }, use) => use(shop.url),
  clean: [
    async ({ shop, page }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("console", (message) => {
        if (/Content Security Policy|hydrat/i.test(message.text())) faults.push(message.text());
      });
      await use(undefined);
      expect(faults).toEqual([]);
      const reports = await checkInvariants(shop.db, { maxBalance: MAX_BALANCE });
      expect(reports.filter((report) => !report.holds)).toEqual([]);
    },
    { auto: true },
  ],
});

let newcomers = 0;

/** Signs up through the pages and comes back to `path`. */
export async function signUp(page: Page, path: string, words: { title: string; submit: string }) {
  const prefix = path.startsWith("/en") ? "/en" : "";
  await page.goto(`${prefix}/sign-up?next=${encodeURIComponent(path.slice(prefix.length))}`);
  await expect(page.getByRole("heading", { name: words.title })).toBeVisible();
  const email = `newcomer-${process.pid}-${++newcomers}@example.com`;
  await page.locator("#name").fill("장보미");
  await page.locator("#email").fill(email);
  await page.locator("#password").fill("a-good-password");
  await page.getByRole("button", { name: words.submit }).click();
  await page.waitForURL((url) => url.pathname === path.split("?")[0]);
  return email;
}

/** A product of the seed by its English name. */
export function productNamed(shop: Shop, nameEn: string) {
  return shop.db.client.product.findFirstOrThrow({ where: { nameEn } });
}

export { expect };
