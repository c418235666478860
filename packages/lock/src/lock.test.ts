import { randomUUID } from "node:crypto";
import { startRedis, startUpstashBridge, type TestRedis } from "@sunchak/testing";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  createLockDriver,
  LockBusyError,
  type LockConfig,
  type LockDriver,
  withLock,
} from "./index.ts";

type Bridge = Awaited<ReturnType<typeof startUpstashBridge>>;

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

/** A long timeout: a busy machine must not decide the outcome. */
function open(config: LockConfig): LockDriver {
  const driver = createLockDriver(config, { timeoutMs: 10_000 });
  opened.push(driver);
  return driver;
}

const newKey = () => `lock:test:${randomUUID()}`;
const longTtl = 60_000;
const shortTtl = 100;

const upstashOf = ({ url, token }: Bridge): LockConfig => ({ kind: "upstash", url, token });

/** `openTwo` opens the drivers of two processes; the store in memory has one driver for both. */
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

  test("releases a key for its owner only, and once", async () => {
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

  test("neither frees nor changes another's lock for a holder that was paused past its TTL", async () => {
    const [here, there] = openTwo();
    const key = newKey();
    await here.acquire(key, "paused", shortTtl);
    await expect.poll(() => there.acquire(key, "next", longTtl), { interval: 5 }).toBe(true);
    expect(await here.release(key, "paused")).toBe(false);
    expect(await here.acquire(key, "third", longTtl)).toBe(false);
    expect(await there.release(key, "next")).toBe(true);
  });

  test("can be closed twice without an error or a wait", async () => {
    const [here] = openTwo();
    await here.acquire(newKey(), "a", longTtl);
    await here.close();
    await here.close();
  });
});

describe.each(stores)("withLock on the $kind driver", ({ openTwo }) => {
  test("runs the work of one of 200, tells 199 at once to come back, and leaves the key free", async () => {
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

  test("holds the key until the work has ended, and returns its result", async () => {
    const [here, there] = openTwo();
    const key = newKey();
    const outcome = await withoutTrouble(here, key, async () => {
      expect(await there.acquire(key, "b", longTtl)).toBe(false);
      return "stored";
    });
    expect(outcome).toBe("stored");
    expect(await there.acquire(key, "b", longTtl)).toBe(true);
  });

  test("frees the key when the work fails, and throws the same error", async () => {
    const [here, there] = openTwo();
    const key = newKey();
    const failure = new Error("sold out");
    const outcome = withoutTrouble(here, key, () => Promise.reject(failure));
    await expect(outcome).rejects.toBe(failure);
    expect(await there.acquire(key, "b", longTtl)).toBe(true);
  });

  test("does not free the next holder's lock when work outlives its TTL", async () => {
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
  "a TTL of %s is refused as a mistake, not treated as an outage",
  async (ttlMs) => {
    const driver = open({ kind: "memory" });
    const outcome = withoutTrouble(driver, newKey(), async () => "ran", ttlMs);
    await expect(outcome).rejects.toBeInstanceOf(RangeError);
  },
);

test("a URL of the wrong kind is refused when the driver is made", () => {
  expect(() => createLockDriver({ kind: "redis", url: "http://127.0.0.1" })).toThrow();
  const upstash = { kind: "upstash", url: "redis://127.0.0.1", token: "any" } as const;
  expect(() => createLockDriver(upstash)).toThrow();
});
