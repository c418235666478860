import { defineConfig } from "vitest/config";

/** Tests that need the built servers: many processes, killed processes, restarted databases. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ["**/*.test.ts"],
    // What needs more than every machine has, such as nginx, runs in npm run test:long alone.
    exclude: process.env.TEST_LONG ? [] : ["**/*.long.test.ts"],
    globalSetup: ["../../packages/testing/src/start-servers.ts"],
    // What a test waits for comes when the machine has time; no guarantee is a second, as by default.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 600_000,
    hookTimeout: 120_000,
    // Each file starts servers and puts them under heavy load.
    fileParallelism: false,
  },
});
