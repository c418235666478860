// Child processes for npm start and npm test. Uses only Node's own modules.
import { spawn } from "node:child_process";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../", import.meta.url));

/** How long children may take to end after a signal, in milliseconds. */
const STOP_TIMEOUT_MS = 20_000;

// No tool of the shop sends telemetry.
for (const name of ["DO_NOT_TRACK", "NEXT_TELEMETRY_DISABLED", "TURBO_TELEMETRY_DISABLED"]) {
  process.env[name] ??= "1";
}

const running = new Set();
let stopSignal;

/** Ends a child. If it leads its own process group, that ends everything that it has started. */
export function end(child, signal = "SIGTERM") {
  try {
    if (child.leadsGroup) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** Whether a signal has asked this process to end. */
export const isStopping = () => stopSignal !== undefined;

// A terminal's Ctrl+C comes twice, because npm repeats it. Pass it on once.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (isStopping()) return;
    stopSignal = signal;
    for (const child of running) end(child);
    setTimeout(() => {
      for (const child of running) end(child, "SIGKILL");
    }, STOP_TIMEOUT_MS).unref();
  });
}

export class CommandError extends Error {
  name = "CommandError";
  constructor(title, code, signal, output) {
    super(`${title} ${signal ? `was ended by ${signal}` : `ended with status ${code}`}`);
    this.output = output;
  }
}

/**
 * Starts a program in the repository's root (or options.cwd).
 * @returns the child and a promise of its { code, signal }; it rejects when the start fails.
 * @throws CommandError when a signal has asked this process to end.
 */
export function start(command, args, options = {}) {
  if (isStopping()) throw new CommandError(command, null, stopSignal, "");
  const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
  child.leadsGroup = options.detached === true;
  running.add(child);
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  }).finally(() => running.delete(child));
  return { child, ended };
}

/**
 * Runs a program to its end.
 * @param options.title what an error calls it; by default the command itself.
 * @param options.quiet keeps its output for the error instead of showing it.
 * @returns its standard output when quiet.
 * @throws CommandError when it fails.
 */
export async function run(
  command,
  args,
  { title = [command, ...args].join(" "), quiet = false, ...options } = {},
) {
  const { child, ended } = start(command, args, {
    ...options,
    stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
  });
  let output = "";
  let stdout = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => {
    output += text;
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  const { code, signal } = await ended;
  if (code !== 0) throw new CommandError(title, code, signal, output);
  return stdout;
}

/** The npm that started this script, or the one on the PATH: program, arguments, options. */
function npmCommand(args, options) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith(".js")) return [process.execPath, [cli, ...args], options];
  // Windows starts npm, which is a batch file there, through a shell only.
  return ["npm", args, { ...options, shell: process.platform === "win32" }];
}

/** Runs npm with these arguments to its end, as run() does. */
export const npm = (args, options) =>
  run(...npmCommand(args, { title: `npm ${args.join(" ")}`, ...options }));

/** Runs an installed package's program, a JavaScript file, to its end, as run() does. */
export const runPackage = (file, args, options) =>
  run(process.execPath, [join(root, "node_modules", file), ...args], {
    title: [basename(file), ...args].join(" "),
    ...options,
  });

/** Starts npm with these arguments, as start() does. */
export const startNpm = (args, options) => start(...npmCommand(args, options));

/** Runs turbo to its end, as run() does. */
export const turbo = (args, options) =>
  runPackage("turbo/bin/turbo", ["--no-update-notifier", ...args], {
    ...options,
    title: `turbo ${args.join(" ")}`,
  });

/** "850 ms", "12.3 s" or "2 min 5 s". */
export function duration(sinceMs) {
  const ms = Date.now() - sinceMs;
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
