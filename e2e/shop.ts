import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, expect, type Page } from "@playwright/test";
import { checkInvariants, createSigner, type Deps, Door, systemClock } from "@sunchak/core";
import { type Database, openDatabase } from "@sunchak/db";
import { createLockDriver } from "@sunchak/lock";
import { freePort, startPushServer } from "@sunchak/testing";
import { type DataPlatform, startDataPlatform } from "./data-platform.ts";
import { type RunningApp, startApp } from "./start-app.ts";

export interface Shop {
  url: string;
  db: Database;
  /** The domain on the shop's own database, to arrange what a journey needs. */
  deps: Deps;
  platform: DataPlatform;
  /** The one push service that the shop sends to. */
  push: Awaited<ReturnType<typeof startPushServer>>;
  /** Starts the admin app on the shop's database, once. */
  openAdmin(): Promise<RunningApp>;
  /** Starts one more admin app on the shop's database, which the caller ends. */
  startAdmin(port: number): Promise<RunningApp>;
  /** Runs a command of the repository's root on the shop's database. */
  run(script: string, ...args: string[]): void;
}

const root = fileURLToPath(new URL("../", import.meta.url));
const MAX_BALANCE = 10_000_000;

/**
 * Starts the built storefront on a new database, seeded or empty, and a free port.
 * @param options.host the host name in its public origin, over plain http.
 */
async function openShop({
  seeded,
  host = "localhost",
}: {
  seeded: boolean;
  host?: string;
}): Promise<Shop & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "sunchak-journey-"));
  const databaseUrl = `file:${join(folder, "shop.db")}`;
  const run: Shop["run"] = (script, ...args) => {
    execFileSync("npm", ["run", "--silent", script, "--", ...args], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: databaseUrl },
      stdio: ["ignore", "ignore", "inherit"],
    });
  };
  run("db:deploy");
  if (seeded) run("db:seed");
  const db = openDatabase(databaseUrl);
  // The demo's next drop would open half an hour later, amid the journeys of a slow machine.
  await db.client.couponCampaign.updateMany({
    where: { opensAt: { gt: new Date() } },
    data: { opensAt: new Date(Date.now() + 12 * 3_600_000) },
  });
  const platform = await startDataPlatform();
  const push = await startPushServer();
  const { d: VAPID_PRIVATE_KEY = "" } = generateKeyPairSync("ec", {
    namedCurve: "prime256v1",
  }).privateKey.export({ format: "jwk" });
  const configuration = { DATABASE_URL: databaseUrl, ...platform.configuration };
  const PORT = String(await freePort());
  const url = `http://${host}:${PORT}`;
  const storefront = await startApp("storefront", {
    ...configuration,
    PORT,
    STOREFRONT_URL: url,
    // No ranking but the first and those that a journey makes: none changes while it is looked at.
    RANKING_CRON: "0 0 1 1 *",
    VAPID_PRIVATE_KEY,
    PUSH_HOSTS: push.host,
  });
  let admin: Promise<RunningApp> | undefined;
  const deps: Deps = {
    db,
    lock: createLockDriver({ kind: "memory" }),
    door: new Door(),
    signer: createSigner({ secret: "the journeys show no receipt of theirs" }),
    clock: systemClock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    metrics: { count: () => {} },
    relay: { exportReady: () => {} },
    dataPlatform: {
      destination: null,
      send: () => Promise.reject(new Error("the journeys export nothing")),
    },
    config: { maxBalance: MAX_BALANCE, orderExpiresMinutes: 15, adminUrl: "https://admin.test" },
  };
  return {
    url,
    db,
    deps,
    platform,
    push,
    openAdmin() {
      admin ??= startApp("admin", configuration);
      return admin;
    },
    startAdmin: (port) => startApp("admin", { ...configuration, PORT: String(port) }),
    run,
    async close() {
      await (await admin)?.stop();
      await storefront.stop();
      platform.close();
      await push.close();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A test with one shop per worker. No page may violate the Content-Security-Policy or throw, and
 * every invariant must hold afterwards.
 */
export const test = base.extend<
  { clean: undefined },
  { seeded: boolean; host: string; shop: Shop }
>({
  seeded: [true, { scope: "worker", option: true }],
  host: ["localhost", { scope: "worker", option: true }],
  shop: [
    async ({ seeded, host }, use) => {
      const shop = await openShop({ seeded, host });
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

/** Opens a page of either app and waits until its buttons work. */
export async function open(page: Page, url: string) {
  await page.goto(url);
  await untilAlive(page);
}

/** Waits until the page's buttons work: an earlier press is lost. */
export async function untilAlive(page: Page) {
  const heading = page.getByRole("heading", { level: 1 }).first();
  await expect
    .poll(() => heading.evaluate((node) => Object.keys(node).some((key) => /^__react/.test(key))))
    .toBe(true);
}

let newcomers = 0;

/** Signs up through the pages and comes back to `path`. */
export async function signUp(page: Page, path: string, words: { title: string; submit: string }) {
  const prefix = path.startsWith("/en") ? "/en" : "";
  await open(page, `${prefix}/sign-up?next=${encodeURIComponent(path.slice(prefix.length))}`);
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
