import { defineConfig } from "vitest/config";

/** A server that is there already, such as a workflow's service: postgresql://…@127.0.0.1:5432/ */
const postgresqlUrl = process.env.TEST_POSTGRESQL_URL;

export default defineConfig({
  test: {
    include: [
      "packages/**/*.test.ts",
      "apps/**/*.test.ts",
      "scripts/**/*.test.ts",
      "prisma/**/*.test.ts",
      "bench/**/*.test.ts",
    ],
    ...(postgresqlUrl
      ? { provide: { postgresqlUrl } }
      : { globalSetup: ["packages/testing/src/start-servers.ts"] }),
    // What a test waits for comes when the machine has time; no guarantee is a second, as by default.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores are shared with PostgreSQL, Redis and the load that the tests make.
    maxWorkers: 2,
  },
});
