import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { systemClock } from "@sunchak/core";
import { createTestDatabase, freePort, makePaidEvent, testDeps } from "@sunchak/testing";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type DataPlatform, startDataPlatform } from "../data-platform.ts";
import { authSecret, startApp } from "../start-app.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let shops: DataPlatform;
let another: DataPlatform;
beforeAll(async () => {
  database = await createTestDatabase("postgresql");
  [shops, another] = await Promise.all([startDataPlatform(), startDataPlatform()]);
});
afterAll(async () => {
  shops.close();
  another.close();
  await database.drop();
});

const startWith = async (app: "storefront" | "admin", configuration: Record<string, string>) => {
  const running = await startApp(app, { DATABASE_URL: database.url, ...configuration });
  onTestFinished(running.stop);
  return running;
};
const healthOf = async ({ url }: { url: string }) => (await fetch(`${url}/api/health`)).json();

/** Starts an app whose start must be refused, and returns how it ended. */
async function refusalOf(app: "storefront" | "admin", configuration: Record<string, string>) {
  const bundle = fileURLToPath(new URL(`../../apps/${app}/dist/server.js`, import.meta.url));
  const env = { PATH: process.env.PATH, NODE_ENV: "production", BETTER_AUTH_SECRET: authSecret };
  const child: ChildProcess = spawn(process.execPath, [bundle], {
    env: { ...env, DATABASE_URL: database.url, PORT: String(await freePort()), ...configuration },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const told = child.stderr ? text(child.stderr) : "";
  const [status] = await once(child, "exit");
  return { status, told: await told };
}

test("an admin app delivers only to the shop's destination: it refuses another, and with none it delivers nothing", async () => {
  const storefront = await startWith("storefront", shops.configuration);
  expect(await healthOf(storefront)).toMatchObject({ exports: "delivers" });

  for (const app of ["admin", "storefront"] as const) {
    const { status, told } = await refusalOf(app, another.configuration);
    expect(status).toBe(1);
    expect(told).toContain(`names ${another.configuration.DATA_PLATFORM_URL}`);
    expect(told).toContain(`go to ${shops.configuration.DATA_PLATFORM_URL}`);
  }
  expect(await refusalOf("storefront", {})).toMatchObject({ status: 1 });

  const admin = await startWith("admin", {});
  expect(await healthOf(admin)).toMatchObject({ exports: "left to others" });

  // The storefront is down, so nobody else may mark the order as exported.
  await storefront.kill();
  const deps = testDeps(database.db, { clock: systemClock });
  const { eventId } = await makePaidEvent(deps);
  const next = await startWith("storefront", {
    ...another.configuration,
    DATA_PLATFORM_CHANGE: "yes",
  });
  expect(await healthOf(next)).toMatchObject({ exports: "delivers" });
  await expect.poll(() => another.received.map(({ id }) => id)).toEqual([eventId]);
  expect(shops.received).toEqual([]);
  const tries = await database.db.client.exportAttempt.findMany();
  expect(tries.map(({ destination }) => destination)).toEqual([
    another.configuration.DATA_PLATFORM_URL,
  ]);
}, 120_000);
