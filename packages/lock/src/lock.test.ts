import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { startRedis, startUpstashBridge, type TestRedis } from "@sunchak/testing";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import {
  createLockDriver,
  LockBusyError,
  type LockConfig,
  type LockDriver,
  withLock,
} from "./index.ts";

type Bridge = Awaited<ReturnType<typeof startUpstashBridge>>;

// Above every poll below, so that a poll that gives up can say what it waited for.
vi.setConfig({ testTimeout: 30_000 });

let redis: TestRedis;
let bridge: Bridge;
const opened: LockDriver[] = [];

beforeAll(async () => {
  redis = await startRedis();
  bridge = await startUpstashBridge(redis.url);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((driver) => driver.close()));
});
afterAll(async () => {
  await bridge.stop();
  await redis.stop();
});

/** Patient unless a test is about time-outs, so that a busy machine does not decide the outcome. */
function open(config: LockConfig, timeoutMs = 10_000): LockDriver {
  const driver = createLockDriver(config, { timeoutMs });
  opened.push(driver);
  return driver;
}

const newKey = () => `lock:test:${randomUUID()}`;
const longTtl = 60_000;
const shortTtl = 100;

const upstashOf = ({ url, token }: Bridge): LockConfig => ({ kind: "upstash", url, token });

/** `open` of two processes: drivers that share nothing but the store. In memory that is one. */
const stores = [
  {
    kind: "memory",
    openTwo: () => {
      const only = open({ kind: "memory" });
      return [only, only] as const;
    },
  },
  {
    kind: "redis",
    openTwo: () => {
      const config: LockConfig = { kind: "redis", url: redis.url };
      return [open(config), open(config)] as const;
    },
  },
  {
    kind: "upstash",
    openTwo: () => [open(upstashOf(bridge)), open(upstashOf(bridge))] as const,
  },
];

function withoutTrouble<T>(
  driver: LockDriver,
  key: string,
  work: () => Promise<T>,
  ttlMs = longTtl,
): Promise<T> {
  const onUnavailable = (error: unknown) => expect.unreachable(String(error));
  return withLock(driver, key, { ttlMs, onUnavailable }, work);
}

describe.each(stores)("the $kind driver", ({ openTwo }) => {
  test("lets exactly one of 200 take a key", async () => {
    const [here, there] = openTwo();
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        (i % 2 ? here : there).acquire(key, `token ${i}`, longTtl),
      ),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  test("keeps keys apart", async () => {
    const [here, there] = openTwo();
    const [one, other] = [newKey(), newKey()];
    expect(await here.acquire(one, "a", longTtl)).toBe(true);
    expect(await there.acquire(other, "a", longTtl)).toBe(true);
    expect(await here.release(other, "a")).toBe(true);
    expect(await there.acquire(one, "b", longTtl)).toBe(false);
  });

  test("frees a key when its TTL is over, and not before", async () => {
    const [here, there] = openTwo();
    const key = newKey();
    const startedAt = performance.now();
    expect(await here.acquire(key, "a", shortTtl)).toBe(true);
    await expect.poll(() => there.acquire(key, "b", longTtl), { interval: 5 }).toBe(true);
    // Redis counts whole milliseconds of its own clock.
    expect(performance.now() - startedAt).toBeGreaterThan(shortTtl - 2);
  });

  test("releases for the owner only, and once", async () => {
    const [here, there] = openTwo();
    const key = newKey();
    await here.acquire(key, "a", longTtl);
    expect(await there.release(key, "b")).toBe(false);
    expect(await there.acquire(key, "b", longTtl)).toBe(false);
    expect(await here.release(key, "a")).toBe(true);
    expect(await here.release(key, "a")).toBe(false);
    expect(await there.acquire(key, "b", longTtl)).toBe(true);
  });

  test("compares tokens as strings", async () => {
    const [here, there] = openTwo();
    const key = newKey();
    await here.acquire(key, "007", longTtl);
    expect(await there.release(key, "7")).toBe(false);
    expect(await there.release(key, "007")).toBe(true);
  });

  test("a holder paused past its TTL neither frees nor spoils another's lock", async () => {
    const [here, there] = openTwo();
    const key = newKey();
    await here.acquire(key, "paused", shortTtl);
    await expect.poll(() => there.acquire(key, "next", longTtl), { interval: 5 }).toBe(true);
    expect(await here.release(key, "paused")).toBe(false);
    expect(await here.acquire(key, "third", longTtl)).toBe(false);
    expect(await there.release(key, "next")).toBe(true);
  });

  test("refuses nothing and hangs on nothing when it is closed", async () => {
    const [here] = openTwo();
    await here.acquire(newKey(), "a", longTtl);
    await here.close();
    await here.close();
  });
});

describe.each(stores)("withLock on the $kind driver", ({ openTwo }) => {
  test("runs one of 200, tells 199 at once to come back, and leaves the key free", async () => {
    const [here, there] = openTwo();
    const key = newKey();
    let refused = 0;
    let runs = 0;
    let release = () => {};
    const everyoneElseIsRefused = new Promise<void>((resolve) => {
      release = resolve;
    });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, i) =>
        withoutTrouble(i % 2 ? here : there, key, async () => {
          runs += 1;
          await everyoneElseIsRefused;
        }).catch((error: unknown) => {
          if (++refused === 199) release();
          throw error;
        }),
      ),
    );
    expect(runs).toBe(1);
    const reasons = outcomes.flatMap((it) => (it.status === "rejected" ? [it.reason] : []));
    expect(reasons).toHaveLength(199);
    for (const reason of reasons) {
      expect(reason).toBeInstanceOf(LockBusyError);
      expect(reason.retryAfterSeconds).toBeGreaterThanOrEqual(1);
    }
    expect(await withoutTrouble(there, key, async () => "free")).toBe("free");
  });

  test("holds the key until the work has settled, and returns what it returned", async () => {
    const [here, there] = openTwo();
    const key = newKey();
    const outcome = await withoutTrouble(here, key, async () => {
      expect(await there.acquire(key, "b", longTtl)).toBe(false);
      return "stored";
    });
    expect(outcome).toBe("stored");
    expect(await there.acquire(key, "b", longTtl)).toBe(true);
  });

  test("frees the key when the work fails, and fails the same way", async () => {
    const [here, there] = openTwo();
    const key = newKey();
    const failure = new Error("sold out");
    const outcome = withoutTrouble(here, key, () => Promise.reject(failure));
    await expect(outcome).rejects.toBe(failure);
    expect(await there.acquire(key, "b", longTtl)).toBe(true);
  });

  test("work that outlives its TTL does not free the next holder's lock", async () => {
    const [here, there] = openTwo();
    const key = newKey();
    const slowWork = async () => {
      await expect.poll(() => there.acquire(key, "next", longTtl), { interval: 5 }).toBe(true);
      return "stored";
    };
    expect(await withoutTrouble(here, key, slowWork, shortTtl)).toBe("stored");
    expect(await there.acquire(key, "third", longTtl)).toBe(false);
  });
});

test.each([0, -1, 1.5, Number.NaN])(
  "a TTL of %s is refused, not taken for an outage",
  async (ttlMs) => {
    const driver = open({ kind: "memory" });
    const outcome = withoutTrouble(driver, newKey(), async () => "ran", ttlMs);
    await expect(outcome).rejects.toBeInstanceOf(RangeError);
  },
);

/** Everything a test needs to spoil one store without touching the others'. */
async function ownStore(kind: "redis" | "upstash") {
  let server = await startRedis();
  onTestFinished(() => server.stop());
  const front = kind === "upstash" ? await startUpstashBridge(server.url) : undefined;
  onTestFinished(() => front?.stop());
  const config: LockConfig = front ? upstashOf(front) : { kind: "redis", url: server.url };
  return {
    open: (timeoutMs: number) => open(config, timeoutMs),
    pause: () => server.pause(),
    resume: () => server.resume(),
    stop: () => server.stop(),
    restart: async () => {
      await server.stop();
      server = await startRedis({ port: server.port });
    },
  };
}

/** Runs withLock and keeps what it reported. */
async function runReporting<T>(driver: LockDriver, key: string, work: () => Promise<T>) {
  const reported: unknown[] = [];
  const onUnavailable = (error: unknown) => reported.push(error);
  const [outcome] = await Promise.allSettled([
    withLock(driver, key, { ttlMs: longTtl, onUnavailable }, work),
  ]);
  return { outcome, reported };
}

const ran = { status: "fulfilled", value: "stored" };
const store = async () => "stored";

describe.each(["redis", "upstash"] as const)("when the %s store is in trouble", (kind) => {
  const configAt = (port: number): LockConfig =>
    kind === "redis"
      ? { kind, url: `redis://127.0.0.1:${port}` }
      : { kind, url: `http://127.0.0.1:${port}`, token: "any" };

  test("unreachable: the work runs without the lock, and that is reported", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    await once(closed, "listening");
    const { port } = closed.address() as AddressInfo;
    closed.close();
    const driver = open(configAt(port));
    for (const _ of [1, 2, 3]) {
      const { outcome, reported } = await runReporting(driver, newKey(), store);
      expect(outcome).toEqual(ran);
      expect(reported).toEqual([expect.any(Error)]);
    }
  });

  test("hanging: it is given up within the time-out", async () => {
    const hanging = await acceptAndStaySilent();
    const driver = open(configAt(hanging.port), 150);
    const startedAt = performance.now();
    const { outcome, reported } = await runReporting(driver, newKey(), store);
    // Far below any default of the clients (seconds), with room for a busy machine.
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(outcome).toEqual(ran);
    expect(reported).toHaveLength(1);
  });

  test("refusing our credentials: the work runs without the lock", async () => {
    const stranger =
      kind === "redis"
        ? open({ kind, url: `redis://user:wrong@127.0.0.1:${redis.port}` })
        : open({ kind, url: bridge.url, token: "wrong" });
    const { outcome, reported } = await runReporting(stranger, newKey(), store);
    expect(outcome).toEqual(ran);
    expect(reported).toHaveLength(1);
  });

  test("lost during the work: the outcome stands, and the release is reported", async () => {
    const own = await ownStore(kind);
    const driver = own.open(10_000);
    const { outcome, reported } = await runReporting(driver, newKey(), async () => {
      await own.stop();
      return "stored";
    });
    expect(outcome).toEqual(ran);
    expect(reported).toHaveLength(1);
  });

  test("lost during work that fails: its own failure is what the caller hears", async () => {
    const own = await ownStore(kind);
    const failure = new Error("sold out");
    const { outcome, reported } = await runReporting(own.open(10_000), newKey(), async () => {
      await own.stop();
      throw failure;
    });
    expect(outcome).toEqual({ status: "rejected", reason: failure });
    expect(reported).toHaveLength(1);
  });

  test("restarted: it locks again by itself", async () => {
    const own = await ownStore(kind);
    const driver = own.open(1_000);
    const key = newKey();
    expect(await driver.acquire(key, "before", longTtl)).toBe(true);
    await own.restart();
    const again = () => driver.acquire(key, "after", longTtl).catch(() => "unavailable");
    await expect.poll(again, { timeout: 15_000 }).toBe(true);
    expect(await driver.acquire(key, "other", longTtl)).toBe(false);
  });

  test("losing a reply: that is an outage, not a lock held by somebody else", async () => {
    const target = kind === "redis" ? redis.port : Number(new URL(bridge.url).port);
    const route = await startRoute(target);
    const driver = open({ ...configAt(route.port), token: bridge.token } as LockConfig);
    const key = newKey();
    expect(await driver.release(key, "nobody")).toBe(false);
    route.cutAtNextReply();
    // Sent a second time, SET NX would meet its own key and answer false.
    await expect(driver.acquire(key, "a", longTtl)).rejects.toThrow();
  });

  test("answering too late: the key that was taken after all is given back", async () => {
    const own = await ownStore(kind);
    const driver = own.open(150);
    const key = newKey();
    // A connection must exist, or nothing would be sent that could arrive late.
    await expect.poll(() => driver.release(key, "nobody").catch(() => "slow")).toBe(false);
    own.pause();
    const { outcome, reported } = await runReporting(driver, key, store);
    expect(outcome).toEqual(ran);
    expect(reported).toHaveLength(1);
    own.resume();
    const next = () => own.open(10_000).acquire(key, "next", longTtl);
    await expect.poll(next, { timeout: 10_000 }).toBe(true);
  });
});

test("a reply that waits in a stalled process is not called late", async () => {
  const own = await ownStore("redis");
  const driver = own.open(200);
  const key = newKey();
  await expect.poll(() => driver.release(key, "nobody").catch(() => "slow")).toBe(false);
  own.pause();
  const answer = driver.acquire(key, "a", longTtl);
  // The client writes in the next turn of the loop; Redis answers in the stall that follows.
  for (const _ of [1, 2, 3]) await new Promise((resolve) => setImmediate(resolve));
  own.resume();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
  expect(await answer).toBe(true);
});

test("a Redis that vanished without closing the connection is dialled anew", async () => {
  const route = await startRoute(redis.port);
  const driver = open({ kind: "redis", url: `redis://127.0.0.1:${route.port}` }, 50);
  const key = newKey();
  const acquire = () => driver.acquire(key, "a", longTtl).catch(() => "unavailable");
  await expect.poll(acquire).toBe(true);
  route.silenceOpenConnections();
  expect(await acquire()).toBe("unavailable");
  await expect.poll(acquire, { timeout: 10_000 }).toBe(false);
});

test("a driver for a Redis that is down can be made and closed", async () => {
  const driver = createLockDriver({ kind: "redis", url: "redis://127.0.0.1:1" });
  await driver.close();
  await expect(driver.acquire(newKey(), "a", longTtl)).rejects.toThrow("closed");
});

test("closing gives the connection up, even one on which Redis never answered", async () => {
  const hanging = await acceptAndStaySilent();
  const driver = open({ kind: "redis", url: `redis://127.0.0.1:${hanging.port}` }, 50);
  await expect(driver.acquire(newKey(), "a", longTtl)).rejects.toThrow();
  expect(hanging.sockets).toHaveLength(1);
  await driver.close();
  await expect.poll(() => hanging.sockets.every((socket) => socket.closed)).toBe(true);
});

test("a URL of the wrong kind is refused when the driver is made", () => {
  expect(() => createLockDriver({ kind: "redis", url: "http://127.0.0.1" })).toThrow();
  const upstash = { kind: "upstash", url: "redis://127.0.0.1", token: "any" } as const;
  expect(() => createLockDriver(upstash)).toThrow();
});

async function acceptAndStaySilent() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on("error", () => undefined).resume());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

/** A way to a port on which replies can get lost. */
async function startRoute(target: number) {
  const ends = new Set<Socket>();
  let silenced = new Set<Socket>();
  let cut = false;
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const end of [near, far]) ends.add(end.on("error", () => undefined));
    near.pipe(far);
    far.on("data", (reply) => {
      if (cut) near.destroy();
      else if (!silenced.has(far)) near.write(reply);
      cut = false;
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const end of ends) end.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    cutAtNextReply() {
      cut = true;
    },
    /** Connections of today stay open and never answer again; new ones work. */
    silenceOpenConnections() {
      silenced = new Set(ends);
    },
  };
}
