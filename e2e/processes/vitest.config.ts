import { defineConfig } from "vitest/config";

/** What only the built servers can show: many processes, killed ones, restarted engines. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ["**/*.test.ts"],
    globalSetup: ["../../packages/testing/src/start-servers.ts"],
    testTimeout: 600_000,
    hookTimeout: 120_000,
    // Each file starts servers and floods them.
    fileParallelism: false,
  },
});
