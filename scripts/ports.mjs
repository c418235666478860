// Where npm start serves the apps. Uses only Node's own modules.
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { root } from "./processes.mjs";

const LAST_PORT = 65_535;
const LOOPBACK = ["127.0.0.1", "::1"];

/** The address to listen on; this machine's own unless HOST names another. */
export const host = () => process.env.HOST || LOOPBACK[0];

const isEverywhere = () => ["0.0.0.0", "::"].includes(host());
const isLocal = () => isEverywhere() || LOOPBACK.includes(host());

/** @throws Error naming the variable when its value is not a port. */
function portFrom(name, fallback) {
  const wanted = process.env[name] || String(fallback);
  const port = Number(wanted);
  if (/^\d+$/.test(wanted) && port >= 1 && port <= LAST_PORT) return port;
  throw new Error(
    process.env[name]
      ? `${name}: must be a whole number from 1 to ${LAST_PORT}, and is "${wanted}".`
      : `${name}: has to be given, because PORT is the last one there is.`,
  );
}

/** The apps to serve, with their ports. */
export function chooseApps() {
  const port = portFrom("PORT", 3000);
  const apps = [
    { name: "storefront", title: "Storefront", variable: "PORT", port },
    {
      name: "admin",
      title: "Admin",
      variable: "ADMIN_PORT",
      port: portFrom("ADMIN_PORT", port + 1),
    },
  ].filter(({ name }) => existsSync(join(root, "apps", name, "package.json")));
  if (new Set(apps.map((app) => app.port)).size < apps.length) {
    throw new Error(`PORT and ADMIN_PORT are both ${port}; each app needs its own.`);
  }
  return apps;
}

/** The code of the error that listening there gives; undefined when it works. */
const tryPort = (port, address) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", ({ code }) => resolve(code));
    probe.listen({ port, host: address }, () => probe.close(() => resolve(undefined)));
  });

/** Why the port cannot be used; undefined when it can. */
async function refusalOf(port) {
  // Some systems share a port between several addresses, and localhost may mean any of them.
  const addresses = isLocal() ? [host(), ...LOOPBACK] : [host()];
  for (const address of addresses) {
    const code = await tryPort(port, address);
    if (code === "EADDRINUSE" || (code && address === host())) return code;
  }
  return undefined;
}

/** For each app its own port, or else the next ones that are free. */
async function findFreePorts(apps) {
  const taken = new Set();
  for (const app of apps) {
    let port = app.port;
    while (port <= LAST_PORT && (taken.has(port) || (await refusalOf(port)))) port++;
    if (port > LAST_PORT) return undefined;
    taken.add(port);
  }
  return [...taken];
}

/**
 * @param command the command that the error suggests, with the free ports.
 * @throws Error when an app cannot have its port, saying which ports are free.
 */
export async function checkPorts(apps, command) {
  for (const { title, port } of apps) {
    const code = await refusalOf(port);
    if (code === undefined) continue;
    if (code !== "EADDRINUSE" && code !== "EACCES") {
      throw new Error(`HOST: ${host()} is not an address of this machine (${code}).`);
    }
    const why = code === "EACCES" ? "needs special rights here" : "is in use";
    const free = await findFreePorts(apps);
    const instead = apps.map(({ variable }, i) => `${variable}=${free?.[i]}`).join(" ");
    throw new Error(
      `Port ${port}, for the ${title.toLowerCase()} app, ${why}.` +
        (code === "EACCES" ? "" : " Stop what uses it, or") +
        (free
          ? ` choose free ports: ${instead} ${command}`
          : " choose others by PORT and ADMIN_PORT."),
    );
  }
}

/** The address at which this machine reaches an app. */
export function localUrl({ port }) {
  if (isLocal()) return `http://localhost:${port}`;
  return `http://${host().includes(":") ? `[${host()}]` : host()}:${port}`;
}

/**
 * The address at which other devices reach an app; undefined when none can, or it is localUrl's.
 */
export function networkUrl({ port }) {
  if (!isEverywhere()) return undefined;
  const found = Object.values(networkInterfaces())
    .flat()
    .find(({ family, internal }) => family === "IPv4" && !internal);
  return found && `http://${found.address}:${port}`;
}
