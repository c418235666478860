import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { watchChild } from "@sunchak/testing";
import { afterAll, describe, expect, it } from "vitest";
import messages from "../apps/storefront/messages/en.json" with { type: "json" };
import type { Fault } from "../packages/web/src/log/check-log.mjs";
import {
  makeLog,
  makePlainLog,
  type SentLog,
  startLogShop,
} from "../packages/web/src/log/log-shop.fixture.ts";
import { tamper, tamperings } from "../packages/web/src/log/tamperings.fixture.ts";

const root = join(import.meta.dirname, "..");

/** The script as it is right after `git clone`: nothing is installed here. */
const bare = mkdtempSync(join(tmpdir(), "sunchak-bare-"));
const copied = ["package.json", "scripts", "packages/web/src/log", "apps/storefront/messages"];
for (const path of copied) cpSync(join(root, path), join(bare, path), { recursive: true });
afterAll(() => rmSync(bare, { recursive: true, force: true }));

const watch = (command: string, args: string[]) =>
  watchChild(spawn(command, args, { cwd: bare, stdio: ["ignore", "pipe", "pipe"] })).ended;

const verify = (...args: string[]) =>
  watch(process.execPath, [join(bare, "scripts/verify-drop.mjs"), ...args]);

/** The script's answer about a shop that sends this log. */
async function verifyLog(sent: SentLog, ...args: string[]) {
  const shop = await startLogShop(() => sent);
  try {
    return await verify(`${shop.url}/`, sent.couponId, ...args);
  } finally {
    await shop.stop();
  }
}

const sentOf = ({ key: { keyId, publicKey }, ...log }: ReturnType<typeof makeLog>): SentLog => ({
  ...log,
  keys: [{ keyId, publicKey }],
});

/** A file of the bare folder. */
function fileOf(name: string, value: unknown): string {
  const file = join(bare, name);
  writeFileSync(file, JSON.stringify(value));
  return file;
}

function sentence({ kind, ...values }: Fault): string {
  const named = new Map(Object.entries(values));
  return messages.Log.faults[kind].replaceAll(/\{(\w+)[^}]*\}/g, (_, name) => `${named.get(name)}`);
}

describe("npm run verify:drop, with nothing installed", () => {
  it("says that a log is whole, in which order its requests came, and keeps its end", async () => {
    const log = makeLog([
      { door: "a1", at: 1_500_000 },
      { door: "b2", at: 1 },
      { door: "a1", at: 1_500_001 },
    ]);
    const kept = join(bare, "kept.json");
    const receipt = fileOf("receipt.json", log.receipts[1]);
    const first = await verifyLog(sentOf(log), "--keep", kept);
    const again = await verifyLog(sentOf(log), "--head", kept, "--receipt", receipt);
    expect([first.status, again.status]).toEqual([0, 0]);
    expect(first.output).toContain("Numbers 1 to 3 without a gap");
    expect(first.output).toContain("(1.5 s)");
    expect(first.output).toContain("Doors: 2 (a1 2, b2 1)");
    expect(first.output).toContain("the later arrival has the smaller number: 1.");
    expect(again.output).toContain("The receipt's line 2 is in it.");
    expect(again.output).toContain("What was there at 2026-11-26T03:00:01.000Z (line 3) is there.");
    const { number, hash, keyId } = log.head;
    expect(JSON.parse(readFileSync(kept, "utf8"))).toMatchObject({
      ...{ number, hash, keyId },
      publicKey: log.key.publicKey,
    });
  });

  it.concurrent.each(tamperings)("names what was done: $what", async (tampering) => {
    const { sent, kept, receipt } = tamper(tampering);
    const name = tampering.what.replaceAll(/\W+/g, "-");
    const { status, output } = await verifyLog(
      sent,
      ...(kept ? ["--head", fileOf(`head-${name}.json`, kept)] : []),
      ...(receipt ? ["--receipt", fileOf(`receipt-${name}.json`, receipt)] : []),
    );
    expect([status, output]).toEqual([1, expect.stringContaining("NOT WHOLE")]);
    expect(output).not.toMatch(/[{}]|undefined/);
    const said = output.split("\n").flatMap((line) => (line.startsWith("- ") ? [line] : []));
    expect(said).toEqual(tampering.faults.map((fault) => `- ${sentence(fault)}`));
  });

  it("keeps no end of a log that is not whole", async () => {
    const log = sentOf(makePlainLog(5));
    const kept = join(bare, "none.json");
    const sent = { ...log, lines: log.lines.slice(0, 3) };
    expect((await verifyLog(sent, "--keep", kept)).status).toBe(1);
    expect(() => readFileSync(kept)).toThrow(/ENOENT/);
  });

  it("prints nothing that could steer a terminal", async () => {
    const log = sentOf(makePlainLog(2));
    const head = { ...log.head, keyId: "\u001b[2Jkey" };
    const { output } = await verifyLog({ ...log, head });
    expect(output).toContain("?[2Jkey");
    expect(output).not.toContain("\u001b");
  });

  it("says with another status that it could not check", async () => {
    const log = sentOf(makePlainLog(2));
    const headless = { ...log, head: JSON.parse("null") };
    const empty = fileOf("empty.json", {});
    for (const [{ status, output }, why] of [
      [await watch("npm", ["run", "--silent", "verify:drop"]), "npm run verify:drop -- URL id"],
      [await verify("ftp://shop.example", "campaign-1"), "npm run verify:drop -- URL id"],
      [await verify("http://shop.example", "campaign-1", "--heads", "x"), "-- URL id"],
      [await verifyLog({ ...log, couponId: "/" }), "status 404"],
      [await verifyLog(headless), "gave no page of a log"],
      [await verifyLog(log, "--head", empty), "holds nothing that can be compared"],
      [await verifyLog(log, "--receipt", empty), "holds nothing that can be compared"],
      [await verifyLog(log, "--receipt", `${empty}.gone`), "can't be read"],
    ] as const) {
      expect([status, output]).toEqual([2, expect.stringContaining(why)]);
    }
  });
});
