import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { defineConfig, devices } from "@playwright/test";

const systemChromium = (process.env.PATH ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "chromium"))
  .find((file) => existsSync(file));

export const launchOptions = {
  executablePath: systemChromium,
  args: [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
  ],
};

const desktopKorean = {
  ...devices["Desktop Chrome"],
  viewport: { width: 1440, height: 900 },
  locale: "ko-KR",
};

export default defineConfig({
  testDir: "journeys",
  outputDir: "../test-results/journeys",
  // Each worker has its own shop: server, database, and a lock without Redis.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    launchOptions,
    timezoneId: "Asia/Seoul",
    trace: "retain-on-failure",
    // What a service worker fetches goes past a journey's own routes. Journeys about it allow it.
    serviceWorkers: "block",
  },
  projects: [
    { name: "desktop-ko", testMatch: "ko/**/*.test.ts", use: desktopKorean },
    {
      name: "phone-en",
      testMatch: "en/**/*.test.ts",
      use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 }, locale: "en-US" },
    },
    {
      // What is held to milliseconds runs alone: another journey's load would be measured, too.
      name: "measured",
      testMatch: "measured/**/*.test.ts",
      dependencies: ["desktop-ko", "phone-en"],
      workers: 1,
      use: desktopKorean,
    },
  ],
});
