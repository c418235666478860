// What npm start and npm test need before anything else. Uses only Node's own modules.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm, root } from "./processes.mjs";

const stampFile = join(root, "node_modules", ".sunchak-install");

/** @throws Error when this Node is older than package.json's "engines" asks for. */
export function checkNode() {
  const wanted = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).engines.node;
  const [major, minor] = wanted.match(/\d+/g).map(Number);
  const [ownMajor, ownMinor] = process.versions.node.split(".").map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  throw new Error(
    `Node ${major}.${minor} or newer is needed, and this is ${process.versions.node}. See https://nodejs.org.`,
  );
}

/** What decides the installed packages: the lockfile, and the system that they are for. */
function wantedStamp() {
  const lockfile = readFileSync(join(root, "package-lock.json"));
  const system = `${process.platform}-${process.arch}`;
  return `${system} ${createHash("sha256").update(lockfile).digest("hex")}\n`;
}

/** Whether packages of the lockfile still have to be installed. */
export function isInstallNeeded() {
  return !existsSync(stampFile) || readFileSync(stampFile, "utf8") !== wantedStamp();
}

/**
 * Installs what the lockfile names. Not by `npm ci`: it would delete first what is installed
 * already; --no-save keeps the lockfile as it was committed.
 */
export async function installPackages(options) {
  await npm(["install", "--no-save", "--no-audit", "--no-fund"], options);
  writeFileSync(stampFile, wantedStamp());
}
