import { expect, test } from "vitest";
import { createLockDriver, LockBusyError, type LockDriver, withAdmission } from "./index.ts";

const options = {
  ttlMs: 60_000,
  limit: 3,
  onUnavailable: (error: unknown) => {
    throw error;
  },
};

/** Work that ends when told to. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), work: () => opened };
}

test("calls behind a hold run in order of arrival, one at a time; beyond the bound they are busy", async () => {
  const driver = createLockDriver({ kind: "memory" });
  const first = gate();
  const order: number[] = [];
  let running = 0;
  const call = (n: number) =>
    withAdmission(driver, "k", options, async () => {
      running += 1;
      expect(running).toBe(1);
      if (n === 0) await first.work();
      order.push(n);
      running -= 1;
      return n;
    });
  const holder = call(0);
  await expect.poll(() => running).toBe(1);
  const admitted = [1, 2, 3].map(call);
  await expect(call(4)).rejects.toBeInstanceOf(LockBusyError);
  first.open();
  expect(await holder).toBe(0);
  expect(await Promise.all(admitted)).toEqual([1, 2, 3]);
  expect(order).toEqual([0, 1, 2, 3]);
});

test("an answer does not wait for those behind it, and a failure is its caller's alone", async () => {
  const driver = createLockDriver({ kind: "memory" });
  const last = gate();
  const holder = withAdmission(driver, "k", options, async () => "first");
  const failing = withAdmission(driver, "k", options, async () => {
    throw new Error("refused");
  });
  const waiting = withAdmission(driver, "k", options, last.work);
  expect(await holder).toBe("first");
  await expect(failing).rejects.toThrow("refused");
  last.open();
  await waiting;
});

test("all who wait are busy when another process holds the key, and the key is free afterwards", async () => {
  const driver = createLockDriver({ kind: "memory" });
  expect(await driver.acquire("k", "another", 60_000)).toBe(true);
  const calls = [1, 2].map(() => withAdmission(driver, "k", options, async () => {}));
  for (const call of calls) await expect(call).rejects.toBeInstanceOf(LockBusyError);
  await driver.release("k", "another");
  await withAdmission(driver, "k", options, async () => {});
  await expect.poll(() => driver.acquire("k", "next", 1_000)).toBe(true);
});

test("a hold ends after a third of its TTL; who waits then gets a lock of their own", async () => {
  const memory = createLockDriver({ kind: "memory" });
  let taken = 0;
  const driver: LockDriver = {
    ...memory,
    acquire: (key, token, ttlMs) => {
      taken += 1;
      return memory.acquire(key, token, ttlMs);
    },
  };
  const short = { ...options, ttlMs: 3 };
  const started = performance.now();
  const holder = withAdmission(driver, "k", short, async () => {
    while (performance.now() - started < 5) await Promise.resolve();
  });
  const late = withAdmission(driver, "k", short, async () => "ran");
  await holder;
  expect(await late).toBe("ran");
  expect(taken).toBe(2);
});

test("one call right after another's answer is not busy", async () => {
  const driver = createLockDriver({ kind: "memory" });
  for (let n = 0; n < 50; n++) {
    expect(await withAdmission(driver, "k", options, async () => n)).toBe(n);
  }
});
