// npm test: everything that has to hold, on a bare machine. npm run test:long (--long) runs the
// long rounds whole. Until the packages are installed it runs on Node's own modules alone.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { checkNode, installPackages, isInstallNeeded } from "./install.mjs";
import { duration, isStopping, root, run, runPackage, turbo } from "./processes.mjs";

const results = join(root, "test-results");
const vitestReports = {
  packages: join(results, "packages.json"),
  processes: join(results, "processes.json"),
};
const playwrightReport = join(results, "playwright.json");

/** Debian keeps servers in /usr/sbin, where only root looks. */
const hasProgram = (name) =>
  [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin"].some((folder) =>
    existsSync(join(folder, name)),
  );

/** Playwright's own browser when it was downloaded, or the system's. */
async function hasChromium() {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath()) || hasProgram("chromium");
}

async function hasKoreanFont() {
  if (!hasProgram("fc-list")) return false;
  return (await run("fc-list", [":lang=ko"], { quiet: true })).trim() !== "";
}

/**
 * The servers and the browser that the tests need and npm cannot install.
 * @throws Error naming the command to run, when this user cannot install them.
 */
async function installSystemPackages() {
  const missing = [];
  if (!hasProgram("redis-server")) missing.push("redis-server");
  if (process.env.TEST_LONG && !hasProgram("nginx")) missing.push("nginx");
  if (!(await hasChromium())) missing.push("chromium");
  if (process.platform === "linux" && !(await hasKoreanFont())) {
    missing.push("fontconfig", "fonts-noto-cjk");
  }
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && hasProgram("apt-get")) {
    console.log(`Installing by apt: ${missing.join(", ")}`);
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-qq"], { env });
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], { env });
    return;
  }
  const command = hasProgram("apt-get")
    ? `sudo apt-get install ${missing.join(" ")}`
    : hasProgram("brew")
      ? `brew install redis${process.env.TEST_LONG ? " nginx" : ""} && npx playwright install chromium`
      : "install redis-server by your system's packages, and run npx playwright install chromium";
  throw new Error(
    `The tests need ${missing.join(", ")}, which this user cannot install: ${command}`,
  );
}

/** Removes the shop's variables from the environment, because the tests set their own. */
function forgetConfiguration() {
  const example = readFileSync(join(root, ".env.example"), "utf8");
  for (const [, name] of example.matchAll(/^#? ?([A-Z_]+)=/gm)) delete process.env[name];
}

/** @param {"packages" | "processes"} part of the tests that Vitest runs */
const runVitest = (part, options = []) =>
  runPackage(
    "vitest/vitest.mjs",
    [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${vitestReports[part]}`,
      ...options,
    ],
    { title: "vitest run" },
  );

const steps = [
  ["packages", () => isInstallNeeded() && installPackages()],
  ["servers and browser", installSystemPackages],
  ["lint", () => runPackage("@biomejs/biome/bin/biome", ["check", "--error-on-warnings"])],
  ["nothing unused", () => runPackage("knip/bin/knip.js", [])],
  ["types", () => turbo(["run", "types", "//#types:root", "--output-logs=errors-only"])],
  ["unit and integration", () => runVitest("packages")],
  ["build", () => turbo(["run", "build", "--output-logs=errors-only"])],
  [
    "many processes, killed and restarted",
    () => runVitest("processes", ["--config", "e2e/processes/vitest.config.ts"]),
  ],
  [
    "journeys",
    () =>
      runPackage("@playwright/test/cli.js", ["test", "--reporter=list,json"], {
        title: "playwright test",
        cwd: join(root, "e2e"),
        env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
      }),
  ],
];

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);

/** The counts of all runs; a test file that did not even load counts as one failure. */
function countTests() {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const vitest of Object.values(vitestReports).map(read)) {
    if (!vitest) continue;
    const unloaded = vitest.testResults.filter(
      ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
    );
    count.passed += vitest.numPassedTests;
    count.failed += vitest.numFailedTests + unloaded.length;
    count.skipped += vitest.numPendingTests + vitest.numTodoTests;
  }
  const playwright = read(playwrightReport);
  if (playwright) {
    count.passed += playwright.stats.expected;
    count.failed += playwright.stats.unexpected + playwright.stats.flaky;
    count.skipped += playwright.stats.skipped;
  }
  return count;
}

checkNode();
forgetConfiguration();
if (process.argv.includes("--long")) process.env.TEST_LONG = "1";
if (process.env.CI) {
  process.env.NO_COLOR = "1";
  delete process.env.FORCE_COLOR;
}
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const summary = [];
let failure;
for (const [name, work] of steps) {
  console.log(`\n== ${name}`);
  const since = Date.now();
  try {
    await work();
    summary.push(`ok      ${name}, ${duration(since)}`);
  } catch (error) {
    failure = error;
    summary.push(`FAILED  ${name}, ${duration(since)}: ${error.message}`);
    break;
  }
}
if (isStopping()) process.exit(130);

const { passed, failed, skipped } = countTests();
// A step that fails without a failed test still counts as a failure.
const failures = failure && failed === 0 ? 1 : failed;
console.log(`\n${summary.join("\n")}\n`);
if (!failure && passed === 0) console.log("No test ran.\n");
console.log(`${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failures > 0 || passed === 0 ? 1 : 0;
