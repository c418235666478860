import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type Mailer, queueMessage, sendMessages } from "@sunchak/core";
import {
  allAtOnce,
  createTestDatabase,
  startMailServer,
  TestClock,
  testDeps,
  times,
} from "@sunchak/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMailer } from "./mailer.ts";

const workerFile = fileURLToPath(new URL("./mail-worker.fixture.ts", import.meta.url));
const LEASE_MS = 60_000;
const data = { at: "2026-11-27T00:00:00.000Z", link: "https://admin.test/alerts" };

describe.each(["sqlite", "postgresql"] as const)("messages on %s", (provider) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let server: Awaited<ReturnType<typeof startMailServer>>;
  let clock: TestClock;
  let worker: ChildProcess | undefined;
  let refusal: { code: number; text: string } | undefined;
  let onMail: () => void;

  beforeEach(async () => {
    database = await createTestDatabase(provider);
    refusal = undefined;
    onMail = () => {};
    server = await startMailServer({ refuse: () => refusal, onMail: () => onMail() });
    clock = new TestClock(new Date());
  });
  afterEach(async () => {
    worker?.kill("SIGKILL");
    await server.close();
    await database.drop();
  });

  const depsWith = (mail: Mailer | undefined = mailer()) => ({
    ...testDeps(database.db, { clock }),
    ...(mail && { mail }),
  });
  const mailer = () => {
    const { port } = server;
    const at = { host: "127.0.0.1", port, isSecure: false, account: null };
    return createMailer({ mail: { server: at, from: "shop@sunchak.example" } });
  };
  const queue = (secret?: string) =>
    database.db.transaction((tx) =>
      queueMessage(tx, depsWith(), {
        channel: "MAIL",
        kind: "test",
        recipient: "owner@example.com",
        language: "ko",
        data,
        ...(secret !== undefined && { secret }),
      }),
    );
  const stored = (id: string) => database.db.client.message.findUniqueOrThrow({ where: { id } });
  const messageIds = () => server.received.map(({ messageId }) => messageId);

  test("a message of a kind that only a newer version knows is left to it", async () => {
    const id = await queue("a token");
    await database.db.client.message.update({ where: { id }, data: { kind: "newer" } });
    expect(await sendMessages(depsWith())).toBe(0);
    expect(await stored(id)).toMatchObject({ status: "PENDING", secret: "a token", attempts: 0 });
  });

  test("a message is sent once, and its secret is gone", async () => {
    const id = await queue("a token");
    expect((await stored(id)).secret).toBe("a token");
    expect(await sendMessages(depsWith())).toBe(1);
    expect(await sendMessages(depsWith())).toBe(0);
    expect(await stored(id)).toMatchObject({ status: "SENT", secret: null, attempts: 1 });
    expect(messageIds()).toEqual([`<${id}@sunchak.example>`]);
  });

  test("no statement can leave a secret with a message that has ended", async () => {
    const id = await queue("a token");
    const ended = { status: "SENT", endedAt: clock.now() };
    await expect(
      database.db.client.message.update({ where: { id }, data: ended }),
    ).rejects.toThrow();
  });

  test("a change that is rolled back sends nothing", async () => {
    const change = database.db.transaction(async (tx) => {
      const message = { kind: "test", recipient: "a@example.com", language: "en", data } as const;
      await queueMessage(tx, depsWith(), { channel: "MAIL", ...message });
      throw new Error("rolled back");
    });
    await expect(change).rejects.toThrow("rolled back");
    expect(await sendMessages(depsWith())).toBe(0);
  });

  test("several workers at once send each message once", async () => {
    const ids = await Promise.all(times(20, () => queue()));
    await allAtOnce(times(4, () => () => sendMessages(depsWith())));
    expect(messageIds().sort()).toEqual(ids.map((id) => `<${id}@sunchak.example>`).sort());
  });

  test("a process without a mail server leaves mail to one that has it", async () => {
    const id = await queue();
    const { mail, ...without } = depsWith();
    expect(await sendMessages(without)).toBe(0);
    expect(await stored(id)).toMatchObject({ status: "PENDING", attempts: 0 });
    expect(await sendMessages(depsWith())).toBe(1);
  });

  test("a message that a worker took to its grave with its last try is dead", async () => {
    const id = await queue("a token");
    await database.db.client.message.update({ where: { id }, data: { attempts: 1 } });
    await sendMessages(depsWith());
    expect(await stored(id)).toMatchObject({
      status: "DEAD",
      secret: null,
      lastError: "The worker stopped during the last try.",
    });
    expect(server.received).toEqual([]);
  });

  test("a worker killed between sending and storing it sends it again, under the same id", async () => {
    const id = await queue();
    onMail = () => worker?.kill("SIGKILL");
    worker = spawn(
      process.execPath,
      ["--import", "tsx", workerFile, database.url, String(server.port)],
      { stdio: "inherit" },
    );
    await once(worker, "exit");
    onMail = () => {};
    expect(await sendMessages(depsWith())).toBe(0);
    // The killed worker's lease is over, and a kind of one try would be dead.
    await database.db.client.message.update({ where: { id }, data: { attempts: 0 } });
    clock.set(new Date(Date.now() + LEASE_MS));
    expect(await sendMessages(depsWith())).toBe(1);
    expect(messageIds()).toEqual([`<${id}@sunchak.example>`, `<${id}@sunchak.example>`]);
  });
});
