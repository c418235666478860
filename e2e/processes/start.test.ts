import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "@sunchak/db";
import { expectInvariants, freePort, type WatchedChild, watchChild } from "@sunchak/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { demoAccounts } from "../../prisma/seed/accounts.ts";

const root = join(import.meta.dirname, "../..");

let folder: string;
let variables: Record<string, string>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "sunchak-start-"));
  variables = {
    PATH: process.env.PATH ?? "",
    DATABASE_URL: `file:${join(folder, "shop.db")}`,
    BETTER_AUTH_SECRET: "a-secret-of-these-tests-alone-0123456789",
    PORT: String(await freePort()),
    ADMIN_PORT: String(await freePort()),
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

/**
 * Runs npm start on an existing build. It leads a process group, so that all its processes can be
 * killed at once.
 */
const start = () =>
  watchChild(
    spawn(process.execPath, [join(root, "scripts/start.mjs")], {
      env: variables,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    }),
  );

async function untilPrinted({ child, output }: WatchedChild, text: string): Promise<void> {
  while (child.exitCode === null && !output().includes(text)) await pause(5);
}

const killAll = ({ child }: WatchedChild) => child.pid && process.kill(-child.pid, "SIGKILL");

test("the next start completes a first start that was interrupted or killed", async () => {
  for (const [moment, end] of [
    ["Applying migrations", "Ctrl+C"],
    ["Applying migrations", "kill"],
    ["Demo data", "Ctrl+C"],
    ["Demo data", "kill"],
  ] as const) {
    const first = start();
    await untilPrinted(first, moment);
    await pause(randomInt(0, 1_500));
    if (end === "kill") killAll(first);
    else first.child.kill("SIGINT");
    const { status, output } = await first.ended;
    // A start that already serves ends in good order.
    if (end === "Ctrl+C" && !output.includes("Ready in")) expect([130, 0]).toContain(status);
  }

  const last = start();
  await untilPrinted(last, "Stop with Ctrl+C");
  for (const { email, password } of demoAccounts.slice(1)) {
    const answer = await fetch(`http://localhost:${variables.PORT}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    expect(answer.status).toBe(200);
  }
  last.child.kill("SIGINT");
  const { status, output } = await last.ended;
  expect(status).toBe(0);
  for (const { email, password } of demoAccounts) {
    expect(output).toMatch(new RegExp(`${email} +${password}`));
  }
  const db = openDatabase(variables.DATABASE_URL ?? "");
  const waiting = await db.client.outboxEvent.count({ where: { status: { not: "DELIVERED" } } });
  expect([await db.client.user.count(), waiting]).toEqual([15, 0]);
  const config = { maxBalance: 10_000_000, orderExpiresMinutes: 15, adminUrl: "" };
  await expectInvariants({ db, config });
  await db.close();
});

test("the second of two starts in one folder says that the first is preparing it", async () => {
  const first = start();
  await untilPrinted(first, "Building");
  expect(await start().ended).toEqual({
    status: 1,
    output: "\n  Another npm start prepares this folder. Wait until it is ready, or stop it.\n\n",
  });
  await untilPrinted(first, "Stop with Ctrl+C");
  const second = await start().ended;
  expect(second.output).toContain(`Port ${variables.PORT}, for the storefront app, is in use.`);
  first.child.kill("SIGINT");
  expect(await first.ended).toMatchObject({ status: 0 });
});
