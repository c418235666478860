import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { watchChild } from "@sunchak/testing";
import { afterEach, describe, expect, it } from "vitest";

const script = join(import.meta.dirname, "start.mjs");
const held: Server[] = [];

afterEach(async () => {
  for (const server of held.splice(0)) {
    server.close();
    await once(server, "close");
  }
});

/** Listens on a port, by default on any free one. */
async function hold(port = 0, host = "127.0.0.1"): Promise<number> {
  const server = createServer().listen(port, host);
  await once(server, "listening");
  held.push(server);
  return (server.address() as { port: number }).port;
}

/** A start that ends before it installs anything. */
async function refusalOf(variables: Record<string, string>): Promise<string> {
  const env = { PATH: process.env.PATH, BETTER_AUTH_SECRET: "x".repeat(32), ...variables };
  const child = spawn(process.execPath, [script], { env, stdio: ["ignore", "pipe", "pipe"] });
  const { status, output } = await watchChild(child).ended;
  expect([status, output]).toEqual([1, expect.stringMatching(/^\n {2}.*\n\n$/)]);
  return output.trim();
}

describe("a port in use", () => {
  it("is reported with its app, and with two free ports to choose instead", async () => {
    const port = await hold();
    const message = await refusalOf({ PORT: String(port) });
    const [, found = "", foundForAdmin = ""] =
      /^Port \d+, for the storefront app, is in use\. Stop what uses it, or choose free ports: PORT=(\d+) ADMIN_PORT=(\d+) npm start$/.exec(
        message,
      ) ?? [];
    expect(message).toContain(`Port ${port},`);
    expect(Number(found)).toBeGreaterThan(port);
    expect(Number(foundForAdmin)).toBeGreaterThan(Number(found));
    // The error suggests ports that were checked to be free.
    await hold(Number(found));
    await hold(Number(foundForAdmin));
  });

  it("for the admin app keeps the storefront's port in the suggestion", async () => {
    const port = await hold();
    held.splice(0)[0]?.close();
    const adminPort = await hold();
    const message = await refusalOf({ PORT: String(port), ADMIN_PORT: String(adminPort) });
    expect(message).toMatch(
      new RegExp(
        `^Port ${adminPort}, for the admin app, is in use.* PORT=${port} ADMIN_PORT=\\d+ `,
      ),
    );
  });

  it("is found at every address that localhost may mean", async () => {
    const port = await hold(0, "::1");
    expect(await refusalOf({ PORT: String(port) })).toContain(
      `Port ${port}, for the storefront app,`,
    );
  });
});

describe("an impossible configuration", () => {
  it.each([
    [{ PORT: "65535" }, "ADMIN_PORT: has to be given, because PORT is the last one there is."],
    [{ PORT: "0" }, 'PORT: must be a whole number from 1 to 65535, and is "0".'],
    [{ ADMIN_PORT: "x" }, 'ADMIN_PORT: must be a whole number from 1 to 65535, and is "x".'],
    [
      { PORT: "3700", ADMIN_PORT: "3700" },
      "PORT and ADMIN_PORT are both 3700; each app needs its own.",
    ],
    [{ HOST: "192.0.2.77" }, "HOST: 192.0.2.77 is not an address of this machine (EADDRNOTAVAIL)."],
  ])("is refused before anything is installed: %j", async (variables, message) => {
    expect(await refusalOf(variables)).toBe(message);
  });
});
