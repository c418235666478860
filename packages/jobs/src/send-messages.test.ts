import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import {
  type AlertMessage,
  type AlertRules,
  destinationOf,
  giveUpMessages,
  type Mailer,
  type MessageChannel,
  purgeMessages,
  queueMessage,
  replayMessages,
  sendMessages,
} from "@sunchak/core";
import {
  allAtOnce,
  createTestDatabase,
  makeShopper,
  startMailServer,
  TestClock,
  testDeps,
  times,
} from "@sunchak/testing";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createMailer } from "./mailer.ts";
import { startReceiver } from "./receiver.fixture.ts";
import { createWebhooks } from "./webhooks.ts";

const workerFile = fileURLToPath(new URL("./mail-worker.fixture.ts", import.meta.url));
const LEASE_MS = 60_000;
const webhookSecret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
const alertRules: AlertRules = {
  off: [],
  diskFreePercent: 10,
  mailTo: [],
  language: "ko",
  webhookUrl: null,
  webhookSecret: null,
  quiet: null,
};
const alert: AlertMessage = {
  kind: "rankingOld",
  tone: "caution",
  state: "began",
  since: "2026-11-27T00:00:00.000Z",
  at: "2026-11-27T00:01:00.000Z",
  link: "https://admin.test/ranking",
  subjects: [],
  more: 0,
};
const data = { at: "2026-11-27T00:00:00.000Z", link: "https://admin.test/alerts" };

describe.each(["sqlite", "postgresql"] as const)("messages on %s", (provider) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let server: Awaited<ReturnType<typeof startMailServer>>;
  let clock: TestClock;
  let workers: ChildProcess[];
  let refusal: { code: number; text: string } | undefined;
  let onMail: () => void;

  beforeEach(async () => {
    database = await createTestDatabase(provider);
    workers = [];
    refusal = undefined;
    onMail = () => {};
    server = await startMailServer({ refuse: () => refusal, onMail: () => onMail() });
    clock = new TestClock(new Date());
  });
  afterEach(async () => {
    for (const worker of workers) worker.kill("SIGKILL");
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
  /** An alert is tried ten times; a webhook goes where the stored rules say. */
  const queueAlert = (
    channel: MessageChannel,
    recipient: string,
    rules: Partial<AlertRules> = {},
  ) =>
    database.db.transaction(async (tx) => {
      const value = JSON.stringify({ ...alertRules, ...rules });
      await tx.setting.create({ data: { key: "alerts.rules", value, updatedAt: clock.now() } });
      return queueMessage(tx, depsWith(), {
        channel,
        kind: "alert",
        recipient,
        language: "ko",
        data: alert,
      });
    });
  /** Resolves once the process waits for its input to end. */
  const startWorker = async () => {
    const worker = spawn(
      process.execPath,
      ["--import", "tsx", workerFile, database.url, String(server.port)],
      { stdio: ["pipe", "pipe", "inherit"] },
    );
    workers.push(worker);
    await once(worker.stdout, "data");
    return worker;
  };
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
    const worker = await startWorker();
    onMail = () => worker.kill("SIGKILL");
    worker.stdin?.end();
    await once(worker, "exit");
    onMail = () => {};
    expect(await sendMessages(depsWith())).toBe(0);
    // The killed worker's lease is over, and a kind of one try would be dead.
    await database.db.client.message.update({ where: { id }, data: { attempts: 0 } });
    clock.set(new Date(Date.now() + LEASE_MS));
    expect(await sendMessages(depsWith())).toBe(1);
    expect(messageIds()).toEqual([`<${id}@sunchak.example>`, `<${id}@sunchak.example>`]);
  });

  test("a worker killed during a webhook leaves it to the next, which calls under the same id", async () => {
    let workerToKill: ChildProcess | undefined;
    const receiver = await startReceiver((response) => {
      if (workerToKill) workerToKill.kill("SIGKILL");
      else response.end();
    });
    onTestFinished(receiver.close);
    const webhook = { webhookUrl: receiver.url, webhookSecret };
    const id = await queueAlert("WEBHOOK", destinationOf(receiver.url), webhook);
    workerToKill = await startWorker();
    workerToKill.stdin?.end();
    await once(workerToKill, "exit");
    workerToKill = undefined;
    clock.set(new Date(Date.now() + LEASE_MS));
    expect(await sendMessages({ ...depsWith(), webhooks: createWebhooks() })).toBe(1);
    expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual([id, id]);
    expect(await stored(id)).toMatchObject({ status: "SENT", attempts: 2 });
  });

  test("two processes at once send each message once", async () => {
    const ids = await Promise.all(times(60, () => queue()));
    const both = await Promise.all([startWorker(), startWorker()]);
    const over = both.map((worker) => once(worker, "exit"));
    for (const worker of both) worker.stdin?.end();
    await Promise.all(over);
    expect(messageIds().sort()).toEqual(ids.map((id) => `<${id}@sunchak.example>`).sort());
  });

  test("a recipient that is put off is tried under the same Message-ID until it is taken", async () => {
    const id = await queueAlert("MAIL", "owner@example.com");
    refusal = { code: 451, text: "4.7.1 Greylisted, try again later" };
    for (let tries = 1; tries <= 3; tries++) {
      await sendMessages(depsWith());
      // It waits before the next try.
      expect(await sendMessages(depsWith())).toBe(0);
      expect(await stored(id)).toMatchObject({
        status: "PENDING",
        attempts: tries,
        lastError: "It answered: 451 4.7.1 Greylisted, try again later",
      });
      clock.advance(61 * 60_000);
    }
    refusal = undefined;
    expect(await sendMessages(depsWith())).toBe(1);
    expect(await stored(id)).toMatchObject({ status: "SENT", attempts: 4, lastError: null });
    expect(messageIds()).toEqual([`<${id}@sunchak.example>`]);
  });

  test("mail that no process could send for three days ends, says why, and can be sent again", async () => {
    const id = await queueAlert("MAIL", "owner@example.com");
    const without = testDeps(database.db, { clock });
    clock.advance(71 * 3_600_000);
    await giveUpMessages(without);
    expect(await stored(id)).toMatchObject({ status: "PENDING" });
    clock.advance(2 * 3_600_000);
    await giveUpMessages(without);
    expect(await stored(id)).toMatchObject({
      status: "DEAD",
      lastError: "No process had a mail server for three days.",
    });
    const actorId = await makeShopper(without, { role: "owner" });
    await replayMessages(without, { id, actorId, idempotencyKey: "1" });
    await giveUpMessages(without);
    expect(await sendMessages(depsWith())).toBe(1);
  });

  test("what ended is kept for 90 days, and what waits longer", async () => {
    const ended = await queue();
    await sendMessages(depsWith());
    const waiting = await queueAlert("WEBHOOK", "https://hooks.test/");
    clock.advance(89 * 24 * 3_600_000);
    expect(await purgeMessages(depsWith())).toBe(0);
    clock.advance(2 * 24 * 3_600_000);
    expect(await purgeMessages(depsWith())).toBe(1);
    const left = await database.db.client.message.findMany({
      where: { id: { in: [ended, waiting] } },
    });
    expect(left.map(({ id }) => id)).toEqual([waiting]);
  });
});
