import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { deployMigrations } from "@sunchak/db/migrate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startApp } from "../start-app.ts";

let folder: string;
let DATABASE_URL: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "sunchak-private-"));
  DATABASE_URL = `file:${join(folder, "shop.db")}`;
  await deployMigrations(DATABASE_URL);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** An address of this machine other than localhost. */
const other =
  process.platform === "linux"
    ? "127.0.0.2"
    : Object.values(networkInterfaces())
        .flat()
        .find((one) => one?.family === "IPv4" && !one.internal)?.address;

test.each(["storefront", "admin"] as const)(
  "the %s listens on HOST, and on every address without one",
  async (app) => {
    const asks = async (host = "", url = "") => {
      const answer = fetch(`http://${host}:${new URL(url).port}/api/health/live`);
      return answer.then(({ status }) => status).catch(() => "refused");
    };
    const local = await startApp(app, { DATABASE_URL, HOST: "127.0.0.1" });
    expect([await asks("localhost", local.url), await asks(other, local.url)]).toEqual([
      200,
      "refused",
    ]);
    await local.stop();
    const open = await startApp(app, { DATABASE_URL });
    expect([await asks("localhost", open.url), await asks(other, open.url)]).toEqual([200, 200]);
    await open.stop();
  },
);

test("with PORT=0 the shop learns the port it got, so its own pages pass the origin check", async () => {
  const { url, stop } = await startApp("storefront", { DATABASE_URL, PORT: "0" });
  const answer = await fetch(`${url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email: "a@example.com", password: "a-good-password", name: "하나" }),
  });
  expect(answer.status).toBe(200);
  await stop();
});

test("nobody else can read the database of a running shop, even if its files were open to others before", async () => {
  chmodSync(join(folder, "shop.db"), 0o666);
  const { stop } = await startApp("storefront", { DATABASE_URL });
  const modes = readdirSync(folder).map((name) => [
    name,
    (statSync(join(folder, name)).mode & 0o777).toString(8),
  ]);
  expect(Object.fromEntries(modes)).toEqual({
    "shop.db": "600",
    "shop.db-shm": "600",
    "shop.db-wal": "600",
  });
  await stop();
});
