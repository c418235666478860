// npm start: from a fresh clone to a served shop; npm run dev: the same, rebuilding while you edit
// (--dev). Until the packages are installed it runs on Node's own modules alone.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { loadEnvFile } from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { checkNode, installPackages, isInstallNeeded } from "./install.mjs";
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

/** The variables of .env and the generated secret; the environment wins over both. */
function readVariables() {
  const envFile = join(root, ".env");
  if (existsSync(envFile)) loadEnvFile(envFile);
  if (process.env.BETTER_AUTH_SECRET) return;
  const secretsFile = join(root, "data", "secrets.env");
  if (!existsSync(secretsFile)) {
    mkdirSync(join(root, "data"), { recursive: true });
    const secret = randomBytes(32).toString("base64url");
    writeFileSync(secretsFile, `BETTER_AUTH_SECRET=${secret}\n`, { mode: 0o600 });
  }
  // An empty variable counts as unset, but loadEnvFile would keep it.
  delete process.env.BETTER_AUTH_SECRET;
  loadEnvFile(secretsFile);
}

/** The apps to serve, with their ports. */
function apps() {
  const wanted = process.env.PORT || "3000";
  const port = Number(wanted);
  if (!/^\d+$/.test(wanted) || port < 1 || port > 65_535) {
    throw new Error(`PORT: must be a whole number from 1 to 65535, and is "${wanted}".`);
  }
  return [
    { name: "storefront", title: "Storefront", port },
    { name: "admin", title: "Admin", port: port === 3001 ? 3002 : 3001 },
  ].filter(({ name }) => existsSync(join(root, "apps", name, "package.json")));
}

/** @throws Error when something on this machine listens on the app's port. */
async function checkPort({ name, title, port }) {
  // Some systems let a socket for all addresses share its port with one for a single address.
  for (const host of [undefined, "127.0.0.1"]) {
    const failure = await new Promise((resolve) => {
      const probe = createServer();
      probe.once("error", resolve);
      probe.listen({ port, host }, () => probe.close(() => resolve(undefined)));
    });
    if (failure?.code === "EADDRINUSE") {
      throw new Error(
        name === "storefront"
          ? `Port ${port} is in use. Stop what uses it, or choose another one: PORT=${port + 100} npm start`
          : `Port ${port}, for the ${title.toLowerCase()} app, is in use. Stop what uses it and start again.`,
      );
    }
    if (failure?.code === "EACCES") {
      throw new Error(
        `Port ${port} needs special rights here. Choose another one: PORT=3100 npm start`,
      );
    }
  }
}

/** Starts an app's server: the built one, or one that follows its files. */
function serve({ name, port }, origins) {
  const options = {
    cwd: join(root, "apps", name),
    env: { ...origins, ...process.env, PORT: String(port) },
    // Out of the terminal's reach: a second signal would cut short what the first one let finish.
    detached: process.platform !== "win32",
  };
  return dev
    ? startNpm(["run", "--silent", "dev"], options)
    : start(process.execPath, ["dist/server.js"], options);
}

/** Waits until the app answers, or its process has ended. */
async function untilItAnswers({ port }, ended) {
  let over = false;
  const markOver = () => {
    over = true;
  };
  ended.then(markOver, markOver);
  while (!over && !isStopping()) {
    try {
      await fetch(`http://localhost:${port}/api/health`, { signal: AbortSignal.timeout(30_000) });
      return;
    } catch {
      await delay(100);
    }
  }
}

function printWelcome(served, isLocal) {
  const lines = ["", `  Ready in ${duration(startedAt)}.`, ""];
  for (const { title, port } of served) lines.push(`  ${title.padEnd(12)}http://localhost:${port}`);
  lines.push(`  ${"API".padEnd(12)}http://localhost:${served[0].port}/api/docs`, "");
  const accountsFile = join(root, "data", "demo-accounts.json");
  if (isLocal && existsSync(accountsFile)) {
    lines.push("  Demo accounts");
    for (const { role, email, password } of JSON.parse(readFileSync(accountsFile, "utf8"))) {
      lines.push(`  ${role.padEnd(12)}${email.padEnd(28)}${password}`);
    }
    lines.push("");
  }
  lines.push("  Stop with Ctrl+C.", "");
  console.log(lines.join("\n"));
}

async function main() {
  checkNode();
  readVariables();
  const served = apps();
  for (const app of served) await checkPort(app);
  console.log(`\n  Sunchak (Node ${process.versions.node})\n`);

  if (isInstallNeeded()) {
    await step("Installing packages (the first time takes a few minutes)", () =>
      installPackages({ quiet: true }),
    );
  }
  await step(dev ? "Generating the database clients" : "Building", () =>
    turbo(["run", dev ? "generate" : "build", "--output-logs=new-only"], { quiet: true }),
  );
  await step("Applying migrations", () => npm(["run", "--silent", "db:deploy"], { quiet: true }));
  const isLocal = (process.env.DATABASE_URL || "file:").startsWith("file:");
  if (isLocal) {
    await step("Demo data, when the database is empty", () =>
      npm(["run", "--silent", "db:seed", "--", "--if-empty"], { quiet: true }),
    );
  }

  const origins = Object.fromEntries(
    served.map(({ name, port }) => [`${name.toUpperCase()}_URL`, `http://localhost:${port}`]),
  );
  const servers = served.map((app) => ({ app, ...serve(app, origins) }));
  const endings = servers.map(({ app, ended }) => ended.then((end) => ({ app, ...end })));
  await Promise.all(servers.map(({ app, ended }) => untilItAnswers(app, ended)));
  if (!isStopping() && servers.every(({ child }) => child.exitCode === null)) {
    printWelcome(served, isLocal);
  }

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
  // What watches files is told twice, by us and by its parent, and ends as it likes.
  if (dev && isStopping()) return;
  for (const { code } of ends) process.exitCode ||= code ?? 1;
}

try {
  await main();
} catch (error) {
  if (isStopping() && error instanceof CommandError) process.exit(130);
  if (error instanceof CommandError) console.error(`\n${error.output.trimEnd()}\n`);
  console.error(`\n  ${error.message}\n`);
  process.exit(1);
}
