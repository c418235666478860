// npm start: from a fresh clone to a served shop; npm run dev: the same, rebuilding while you edit
// (--dev). Until the packages are installed it runs on Node's own modules alone.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadEnvFile } from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { alone } from "./alone.mjs";
import { checkNode, installPackages, isInstallNeeded } from "./install.mjs";
import { makeSecrets } from "./make-secrets.mjs";
import { checkPorts, chooseApps, host, localUrl, networkUrl } from "./ports.mjs";
import {
  CommandError,
  duration,
  end,
  isStopping,
  npm,
  root,
  start,
  startNpm,
  turbo,
} from "./processes.mjs";

const dev = process.argv.includes("--dev");
const command = dev ? "npm run dev" : "npm start";
const startedAt = Date.now();

/** Says what is being done, does it, and says how long it took. */
async function step(doing, work) {
  process.stdout.write(`  ${doing} … `);
  const since = Date.now();
  try {
    await work();
    console.log(duration(since));
  } catch (error) {
    console.log(isStopping() ? "stopped" : "failed");
    throw error;
  }
}

/** The variables of .env and the generated secrets; the environment wins over both. */
function readVariables() {
  const envFile = join(root, ".env");
  if (existsSync(envFile)) loadEnvFile(envFile);
  if (process.env.BETTER_AUTH_SECRET) return;
  // An empty variable counts as unset.
  for (const [name, secret] of Object.entries(makeSecrets(join(root, "data")))) {
    process.env[name] ||= secret;
  }
}

const originOf = ({ name }) => `${name.toUpperCase()}_URL`;
const publicUrl = (app) => process.env[originOf(app)];

/** Starts an app's server: the built one, or a dev server that reloads changed files. */
function serve({ name, port }) {
  const options = {
    cwd: join(root, "apps", name),
    env: { ...process.env, HOST: host(), PORT: String(port) },
    // Detached from the terminal: a second signal would interrupt what the first one lets finish.
    detached: process.platform !== "win32",
  };
  return dev
    ? startNpm(["run", "--silent", "dev"], options)
    : start(process.execPath, ["dist/server.js"], options);
}

/** Waits until the app answers, or its process has ended. */
async function untilItAnswers(app, ended) {
  let over = false;
  const markOver = () => {
    over = true;
  };
  ended.then(markOver, markOver);
  while (!over && !isStopping()) {
    try {
      await fetch(`${localUrl(app)}/api/health`, { signal: AbortSignal.timeout(30_000) });
      return;
    } catch {
      await delay(100);
    }
  }
}

/** @param accounts of the demo, or nothing. */
function printWelcome(served, accounts) {
  const row = (name, value) => `  ${name.padEnd(12)}${value}`;
  const addresses = (urlOf) => served.map((app) => row(app.title, urlOf(app)));
  const lines = ["", `  Ready in ${duration(startedAt)}.`, "", ...addresses(publicUrl)];
  lines.push(row("API", `${publicUrl(served[0])}/api/docs`), "");
  if (accounts) lines.push(...accounts.split("\n").map((line) => `  ${line}`), "");
  if (served.some((app) => networkUrl(app) && networkUrl(app) !== publicUrl(app))) {
    const origins = served.map((app) => `${originOf(app)}=${networkUrl(app)}`).join(" ");
    lines.push("  From other devices", ...addresses(networkUrl));
    lines.push(`  To sign in there, start again with ${origins}`, "");
  }
  lines.push("  Stop with Ctrl+C.", "");
  console.log(lines.join("\n"));
}

/** Installs, builds, migrates and seeds. @returns what the seed says of the demo accounts. */
async function prepare() {
  if (isInstallNeeded()) {
    await step("Installing packages (the first time takes a few minutes)", () =>
      installPackages({ quiet: true }),
    );
  }
  await step(dev ? "Generating the database clients" : "Building", () =>
    turbo(["run", dev ? "generate" : "build", "--output-logs=new-only"], { quiet: true }),
  );
  await step("Applying migrations", () => npm(["run", "--silent", "db:deploy"], { quiet: true }));
  if (!(process.env.DATABASE_URL || "file:").startsWith("file:")) return "";
  let accounts = "";
  await step("Demo data, when the database is empty", async () => {
    accounts = await npm(["run", "--silent", "db:seed", "--", "--if-empty"], { quiet: true });
  });
  return accounts.trim();
}

/** Starts the apps' servers and waits for them. */
async function open() {
  checkNode();
  readVariables();
  const apps = chooseApps();
  await checkPorts(apps, command);
  for (const app of apps) process.env[originOf(app)] ||= localUrl(app);
  console.log(`\n  Sunchak (Node ${process.versions.node})\n`);
  const accounts = await prepare();
  const servers = apps.map((app) => ({ app, ...serve(app) }));
  await Promise.all(servers.map(({ app, ended }) => untilItAnswers(app, ended)));
  if (!isStopping() && servers.every(({ child }) => child.exitCode === null)) {
    printWelcome(apps, accounts);
  }
  return servers;
}

async function main() {
  const servers = await alone(open);
  const endings = servers.map(({ app, ended }) => ended.then((end) => ({ app, ...end })));
  // One server ending on its own ends the other as well.
  const first = await Promise.race(endings);
  if (!isStopping()) {
    console.error(
      `\n  The ${first.app.title.toLowerCase()} server ended by itself (${first.signal ?? `status ${first.code}`}).`,
    );
    process.exitCode = first.code || 1;
  }
  for (const { child } of servers) end(child);
  const ends = await Promise.all(endings);
  // A dev server gets the signal twice, from us and from its parent, so its status means nothing.
  if (dev && isStopping()) return;
  for (const { code } of ends) process.exitCode ||= code ?? 1;
}

try {
  await main();
} catch (error) {
  if (isStopping() && error instanceof CommandError) process.exit(130);
  if (error instanceof CommandError) console.error(`\n${error.output.trimEnd()}\n`);
  console.error(`\n  ${error.message}\n`);
  if (/ENOSPC|EDQUOT|no space left/i.test(`${error.code} ${error.output}`)) {
    console.error(`  The disk of ${root} is full. Make room, then start again.\n`);
  }
  process.exit(1);
}
