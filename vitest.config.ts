import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "packages/**/*.test.ts",
      "apps/**/*.test.ts",
      "scripts/**/*.test.ts",
      "prisma/**/*.test.ts",
    ],
    globalSetup: ["packages/testing/src/start-servers.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores are shared with PostgreSQL, Redis and the load that the tests make.
    maxWorkers: 2,
  },
});
