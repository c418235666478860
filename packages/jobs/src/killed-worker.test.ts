import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getAdminExport, LEASE_MS, sweepExports } from "@sunchak/core";
import {
  createTestDatabase,
  expectInvariants,
  makePaidEvent,
  platformOf,
  TestClock,
  testDeps,
} from "@sunchak/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startReceiver } from "./receiver.fixture.ts";

const workerFile = fileURLToPath(new URL("./worker.fixture.ts", import.meta.url));

describe.each(["sqlite", "postgresql"] as const)("a worker process killed, on %s", (provider) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let worker: ChildProcess | undefined;

  beforeEach(async () => {
    database = await createTestDatabase(provider);
  });
  afterEach(async () => {
    worker?.kill("SIGKILL");
    await database.drop();
  });

  /** The worker uses the real clock, so its events must be due by that clock. */
  const depsOfNow = () => testDeps(database.db, { clock: new TestClock(new Date()) });
  const startWorker = (target: string) => {
    // The same name as the test's destination, because the test delivers what the killed worker
    // leaves.
    const { destination } = depsOfNow().dataPlatform;
    const args = [workerFile, database.url, target, String(destination)];
    worker = spawn(process.execPath, ["--import", "tsx", ...args], { stdio: "inherit" });
    return worker;
  };
  const kill = async (child: ChildProcess) => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  /** The ids that another worker delivers once the dead worker's lease is over. */
  const deliveredLater = async () => {
    const later = depsOfNow();
    const ids: string[] = [];
    later.dataPlatform = platformOf(async ({ id }) => ({ status: ids.push(id) && 200 }));
    later.clock.advance(LEASE_MS);
    await sweepExports(later);
    await expectInvariants(later);
    return ids;
  };

  const triesOf = async (id: string) =>
    (await getAdminExport(depsOfNow(), { id })).tries.map(({ number, state }) => [number, state]);

  test("between claim and delivery leaves the event to another worker", async () => {
    const { eventId } = await makePaidEvent(depsOfNow());
    const mute = createServer();
    mute.listen(0, "127.0.0.1");
    await once(mute, "listening");
    const { port } = mute.address() as { port: number };
    const child = startWorker(`http://127.0.0.1:${port}/`);
    await once(mute, "connection");
    await kill(child);
    mute.close();
    expect(await sweepExports(depsOfNow())).toBe(0);
    expect(await triesOf(eventId)).toEqual([[1, "SENDING"]]);
    expect(await deliveredLater()).toEqual([eventId]);
    expect(await triesOf(eventId)).toEqual([
      [2, "TAKEN"],
      [1, "STOPPED"],
    ]);
  });

  test("between delivery and completion delivers it again under the same id", async () => {
    const { eventId } = await makePaidEvent(depsOfNow());
    const receiver = await startReceiver(() => worker?.kill("SIGKILL"));
    await once(startWorker(receiver.url), "exit");
    await receiver.close();
    expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual([eventId]);
    expect(await sweepExports(depsOfNow())).toBe(0);
    expect(await triesOf(eventId)).toEqual([[1, "SENDING"]]);
    expect(await deliveredLater()).toEqual([eventId]);
    expect(await triesOf(eventId)).toEqual([
      [2, "TAKEN"],
      [1, "STOPPED"],
    ]);
  });

  test("while it writes the file leaves whole lines, and no event is lost", async () => {
    const deps = depsOfNow();
    const eventIds: string[] = [];
    for (let i = 0; i < 24; i++) eventIds.push((await makePaidEvent(deps)).eventId);
    const folder = await mkdtemp(join(tmpdir(), "sunchak-killed-"));
    const path = join(folder, "exports.ndjson");
    const linesNow = () => {
      try {
        return readFileSync(path, "utf8").split("\n").length - 1;
      } catch {
        return 0;
      }
    };
    const child = startWorker(path);
    await expect.poll(linesNow, { interval: 1 }).toBeGreaterThan(3);
    await kill(child);

    const text = await readFile(path, "utf8");
    expect(text.endsWith("\n")).toBe(true);
    const written = text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line).id as string);
    const later = await deliveredLater();
    expect([...new Set([...written, ...later])].sort()).toEqual(eventIds.sort());
    await rm(folder, { recursive: true });
  });
});
