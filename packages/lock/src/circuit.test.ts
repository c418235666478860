import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withCircuit } from "./circuit.ts";
import { type LockDriver, NotAskedError, withLock } from "./lock.ts";
import { createMemoryDriver } from "./memory.ts";

const PAUSE_MS = 1_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

/** A store that fails on request and records its commands. */
function store() {
  const memory = createMemoryDriver();
  const asked: string[] = [];
  const states: boolean[] = [];
  const own = {
    failing: false,
    asked,
    states,
    driver: {} as LockDriver,
  };
  const ask = async (what: string) => {
    asked.push(what);
    if (own.failing) throw new Error("out of order");
  };
  own.driver = withCircuit(
    {
      acquire: async (...call) => {
        await ask("acquire");
        return memory.acquire(...call);
      },
      release: async (...call) => {
        await ask("release");
        return memory.release(...call);
      },
      close: () => memory.close(),
    },
    { pauseMs: PAUSE_MS, onCircuit: (isOpen) => states.push(isOpen) },
  );
  return own;
}

const acquire = ({ driver }: { driver: LockDriver }, key = "k") =>
  driver.acquire(key, "token", 60_000).catch((error: Error) => error.name);

test("a failed store is not asked during the pause, and is asked after it", async () => {
  const failing = store();
  failing.failing = true;
  expect(await acquire(failing)).toBe("Error");
  for (const _ of [1, 2, 3]) expect(await acquire(failing)).toBe("NotAskedError");
  vi.advanceTimersByTime(PAUSE_MS - 1);
  expect(await acquire(failing)).toBe("NotAskedError");
  expect(failing.asked).toHaveLength(1);
  vi.advanceTimersByTime(1);
  failing.failing = false;
  expect(await acquire(failing)).toBe(true);
  expect(await acquire(failing, "other")).toBe(true);
  expect(failing.states).toEqual([true, false]);
});

test("only one request asks after the pause, and its failure begins another pause", async () => {
  const failing = store();
  failing.failing = true;
  await acquire(failing);
  for (const round of [1, 2]) {
    vi.advanceTimersByTime(PAUSE_MS);
    const outcomes = await Promise.all(["a", "b", "c"].map((key) => acquire(failing, key)));
    expect(outcomes).toEqual(["Error", "NotAskedError", "NotAskedError"]);
    expect(failing.asked).toHaveLength(1 + round);
  }
  expect(failing.states).toEqual([true]);
});

test("a lock held by somebody else is an answer, not a failure", async () => {
  const well = store();
  await well.driver.acquire("k", "another", 60_000);
  for (const _ of [1, 2, 3]) expect(await acquire(well)).toBe(false);
  expect(well.states).toEqual([]);
});

test("a lock is released even while the store is not asked for new ones", async () => {
  const failing = store();
  expect(await acquire(failing)).toBe(true);
  failing.failing = true;
  await acquire(failing, "other");
  failing.failing = false;
  expect(await failing.driver.release("k", "token")).toBe(true);
  expect(await acquire(failing)).toBe("NotAskedError");
});

test("a failed release begins the pause, too", async () => {
  const failing = store();
  failing.failing = true;
  await expect(failing.driver.release("k", "token")).rejects.toThrow("out of order");
  expect(await acquire(failing)).toBe("NotAskedError");
});

test("work runs without a lock while the store is not asked, and nothing is sent", async () => {
  const failing = store();
  failing.failing = true;
  await acquire(failing);
  const reported: unknown[] = [];
  const options = { ttlMs: 60_000, onUnavailable: (error: unknown) => reported.push(error) };
  expect(await withLock(failing.driver, "k", options, async () => "stored")).toBe("stored");
  expect(reported).toEqual([expect.any(NotAskedError)]);
  expect(failing.asked).toEqual(["acquire"]);
});
