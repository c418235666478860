import { createRuntime } from "@sunchak/api";
import { readEnv } from "@sunchak/env";
import { createTestDatabase } from "@sunchak/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { warnOfPlainHttp } from "./plain-http.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase("sqlite");
});
afterAll(() => database?.drop());

/** The warnings for a shop with this public origin. By default only this machine reaches it. */
async function warningsAt(
  STOREFRONT_URL: string,
  host: string | undefined = "127.0.0.1",
): Promise<object[]> {
  const BETTER_AUTH_SECRET = "a secret that is known to tests alone";
  const DATABASE_URL = database.url;
  const runtime = createRuntime(
    readEnv("storefront", {
      DATABASE_URL,
      BETTER_AUTH_SECRET,
      STOREFRONT_URL,
      LOG_LEVEL: "silent",
    }),
  );
  const warnings: object[] = [];
  const log = { ...runtime.deps.log, warn: (fields: object) => void warnings.push(fields) };
  warnOfPlainHttp({ ...runtime, deps: { ...runtime.deps, log } }, host);
  await runtime.close();
  return warnings;
}

test.each([
  "http://192.168.0.7:3000",
  "http://shop.test:3000",
  "http://localhost.example.com",
  "http://127.0.0.1.example.com",
])("a shop at %s is warned that its sessions are unsafe", async (origin) => {
  expect(await warningsAt(origin)).toEqual([{ origin }]);
});

test.each([
  "https://shop.example.com",
  "http://localhost:3000",
  "http://shop.localhost:3000",
  "http://127.0.0.1:3000",
  "http://[::1]:3000",
])("a shop at %s is not warned", async (origin) => {
  expect(await warningsAt(origin)).toEqual([]);
});

test.each([
  ["http://localhost:3000", "0.0.0.0", 1],
  ["http://localhost:3000", "192.168.0.7", 1],
  ["http://localhost:3000", "localhost", 0],
  ["http://localhost:3000", "::1", 0],
  ["https://shop.example.com", "0.0.0.0", 0],
])(
  "a shop at %s that listens on %s is warned when others can reach it",
  async (origin, host, count) => {
    expect(await warningsAt(origin, host)).toEqual(Array(count).fill({ origin }));
  },
);
