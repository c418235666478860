import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import {
  type LockStore,
  lockStoreKinds,
  lockTroubles,
  startLockStore,
  startRoute,
} from "@sunchak/testing";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  createLockDriver,
  type LockConfig,
  type LockDriver,
  NotAskedError,
  withLock,
} from "./index.ts";

const opened: LockDriver[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((driver) => driver.close()));
});

/**
 * A long timeout, except where a test is about timeouts: a busy machine must not decide the
 * outcome.
 */
function open(config: LockConfig, { timeoutMs = 10_000, pauseMs = 50 } = {}): LockDriver {
  const driver = createLockDriver(config, { timeoutMs, pauseMs });
  opened.push(driver);
  return driver;
}

async function ownStore(kind: (typeof lockStoreKinds)[number]): Promise<LockStore> {
  const store = await startLockStore(kind);
  onTestFinished(() => store.stop());
  return store;
}

const newKey = () => `lock:test:${randomUUID()}`;
const longTtl = 60_000;

/** Runs withLock, and records its reports and its wait for the store, in milliseconds. */
async function runReporting<T>(
  driver: LockDriver,
  key: string,
  work: () => Promise<T>,
  ttlMs = longTtl,
) {
  const reported: unknown[] = [];
  const onUnavailable = (error: unknown) => reported.push(error);
  const startedAt = performance.now();
  let waitedMs = 0;
  const timed = () => {
    waitedMs = performance.now() - startedAt;
    return work();
  };
  const [outcome] = await Promise.allSettled([
    withLock(driver, key, { ttlMs, onUnavailable }, timed),
  ]);
  return { outcome, reported, waitedMs };
}

const ran = { status: "fulfilled", value: "stored" };
const store = async () => "stored";
/** Whether somebody else can take the key; undefined while the store is in trouble. */
const isFree = (driver: LockDriver, key: string) =>
  driver.acquire(key, "somebody else", longTtl).catch(() => undefined);

describe.each(lockStoreKinds)("when the %s store is in trouble", (kind) => {
  let shared: LockStore;
  beforeAll(async () => {
    shared = await startLockStore(kind);
  });
  afterAll(() => shared.stop());

  test.each(lockTroubles)(
    "$name: work starts within the time-out, no lock is lost or left behind, and locking works again",
    async ({ name, begin, end }) => {
      const own = await ownStore(kind);
      const timeoutMs = 250;
      const driver = open(own.config, { timeoutMs, pauseMs: 3_000 });
      const poll = { interval: 20 };
      const held = newKey();
      expect(await open(own.config).acquire(held, "ours", longTtl)).toBe(true);
      await expect.poll(() => isFree(driver, newKey()), poll).toBe(true);

      await begin(own);
      const keys = Array.from({ length: 20 }, newKey);
      // HTTP requests may overtake each other, so a release may come before its SET. Then the TTL
      // ends the lock.
      const ttlMs = kind === "upstash" ? 2_000 : longTtl;
      const load = () => Promise.all(keys.map((key) => runReporting(driver, key, store, ttlMs)));
      const first = await load();
      const second = await load();
      for (const { outcome, waitedMs } of [...first, ...second]) {
        expect(outcome).toEqual(ran);
        // With room for a busy machine. Without the timeout, the clients would wait for ever.
        expect(waitedMs).toBeLessThan(timeoutMs + 2_000);
      }
      if (name !== "restarted") {
        for (const { reported } of first) expect(reported[0]).toBeInstanceOf(Error);
        for (const { reported } of second) expect(reported).toEqual([expect.any(NotAskedError)]);
      }

      await end(own);
      const command = (...words: string[]) => own.redis().command(...words);
      await expect.poll(() => command("EXISTS", ...keys), poll).toBe(0);
      await expect.poll(() => isFree(driver, newKey()), poll).toBe(true);
      const isLost = name === "down" || name === "restarted";
      expect(await command("GET", held)).toBe(isLost ? null : "ours");
      const release = () => driver.release(held, "ours").catch(() => "unavailable");
      await expect.poll(release, poll).toBe(!isLost);
      expect(await command("EXISTS", held)).toBe(0);
    },
  );

  test("and refuses our credentials, the work runs without the lock", async () => {
    const stranger =
      shared.config.kind === "redis"
        ? open({ kind: "redis", url: shared.config.url.replace("//", "//user:wrong@") })
        : open({ ...shared.config, token: "wrong" } as LockConfig);
    const { outcome, reported } = await runReporting(stranger, newKey(), store);
    expect(outcome).toEqual(ran);
    expect(reported).toHaveLength(1);
  });

  test("and is lost during the work, the result stands and the failed release is reported", async () => {
    const own = await ownStore(kind);
    const driver = open(own.config, { timeoutMs: 1_000 });
    const { outcome, reported } = await runReporting(driver, newKey(), async () => {
      await own.redis().stop();
      return "stored";
    });
    expect(outcome).toEqual(ran);
    expect(reported).toHaveLength(1);
  });

  test("and is lost during failing work, the caller gets the work's own error", async () => {
    const own = await ownStore(kind);
    const failure = new Error("sold out");
    const driver = open(own.config, { timeoutMs: 1_000 });
    const { outcome, reported } = await runReporting(driver, newKey(), async () => {
      await own.redis().stop();
      throw failure;
    });
    expect(outcome).toEqual({ status: "rejected", reason: failure });
    expect(reported).toHaveLength(1);
  });

  test("and loses a reply, that is an outage, not a lock held by somebody else", async () => {
    const { config } = shared;
    const { port } = new URL(config.kind === "memory" ? "" : config.url);
    const route = await startRoute(Number(port));
    onTestFinished(() => route.stop());
    const url = `${kind === "redis" ? "redis" : "http"}://127.0.0.1:${route.port}`;
    const driver = open({ ...config, url } as LockConfig);
    const key = newKey();
    expect(await driver.release(key, "nobody")).toBe(false);
    route.cutAtNextReply();
    // Sent a second time, SET NX would meet its own key and answer false.
    await expect(driver.acquire(key, "a", longTtl)).rejects.toThrow();
  });

  test("and answers too late, the key that was taken is released", async () => {
    const own = await ownStore(kind);
    const driver = open(own.config, { timeoutMs: 150 });
    const key = newKey();
    // A connection must exist, or nothing would be sent that could arrive late.
    await expect.poll(() => driver.release(key, "nobody").catch(() => "slow")).toBe(false);
    await expect.poll(() => isFree(driver, newKey())).toBe(true);
    own.redis().pause();
    const { outcome, reported } = await runReporting(driver, key, store);
    expect(outcome).toEqual(ran);
    expect(reported).toHaveLength(1);
    own.redis().resume();
    await expect.poll(() => isFree(open(own.config), key)).toBe(true);
  });
});

test("a reply that waits in a stalled process does not count as late", async () => {
  const own = await ownStore("redis");
  // On a direct connection, because the test's proxy to the store stalls with this process.
  const driver = open({ kind: "redis", url: own.redis().url }, { timeoutMs: 200 });
  const key = newKey();
  await expect.poll(() => driver.release(key, "nobody").catch(() => "slow")).toBe(false);
  await expect.poll(() => isFree(driver, newKey())).toBe(true);
  own.redis().pause();
  const answer = driver.acquire(key, "a", longTtl);
  // The client writes in the next turn of the loop; Redis answers in the stall that follows.
  for (const _ of [1, 2, 3]) await new Promise((resolve) => setImmediate(resolve));
  own.redis().resume();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
  expect(await answer).toBe(true);
});

test("a connection that Redis dropped without closing it is opened again", async () => {
  const own = await ownStore("redis");
  const route = await startRoute(own.redis().port);
  onTestFinished(() => route.stop());
  const url = `redis://127.0.0.1:${route.port}`;
  const driver = open({ kind: "redis", url }, { timeoutMs: 50 });
  const key = newKey();
  await expect.poll(() => isFree(driver, key)).toBe(true);
  route.silenceOpenConnections();
  expect(await isFree(driver, key)).toBe(undefined);
  await expect.poll(() => isFree(driver, key)).toBe(false);
});

test("a driver for a Redis that is down can be made and closed", async () => {
  const driver = createLockDriver({ kind: "redis", url: "redis://127.0.0.1:1" });
  await driver.close();
  await expect(driver.acquire(newKey(), "a", longTtl)).rejects.toThrow("closed");
});

test("closing ends the connection, even one on which Redis never answered", async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => {
    sockets.push(socket.on("error", () => undefined).resume());
  }).listen(0, "127.0.0.1");
  await once(silent, "listening");
  onTestFinished(() => void silent.close());
  const url = `redis://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const driver = open({ kind: "redis", url }, { timeoutMs: 50 });
  await expect(driver.acquire(newKey(), "a", longTtl)).rejects.toThrow();
  expect(sockets).toHaveLength(1);
  await driver.close();
  await expect.poll(() => sockets.every((socket) => socket.closed)).toBe(true);
});
