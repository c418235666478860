import { expect, test } from "vitest";
import {
  BatchQueue,
  createLockDriver,
  LockBusyError,
  type LockDriver,
  type Turn,
  withLock,
} from "./index.ts";

type Work = (inputs: number[]) => Promise<string[] | null>;

/** A turn that serves once, by `work`. */
const serveBy =
  (work: Work): Turn<number, string> =>
  async (serve) => {
    await serve(work);
  };

/** Work that records its batches, and answers when the test says so. */
function slowWork() {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  return {
    batches,
    /** @returns whether there was work to answer. */
    open() {
      const gate = gates.shift();
      gate?.();
      return gate !== undefined;
    },
    async work(inputs: number[]) {
      batches.push(inputs);
      await new Promise<void>((resolve) => gates.push(resolve));
      return inputs.map((input) => `answer to ${input}`);
    },
  };
}

test("those who come while one is served are served together, in order, each with its own answer", async () => {
  const queue = new BatchQueue<number, string>(10, 10);
  const { batches, open, work } = slowWork();
  const answers = [0, 1, 2, 3].map((n) => queue.ask("k", n, serveBy(work)));
  expect(batches).toEqual([[0]]);
  open();
  expect(await answers[0]).toBe("answer to 0");
  await expect.poll(() => batches).toEqual([[0], [1, 2, 3]]);
  open();
  expect(await Promise.all(answers)).toEqual([0, 1, 2, 3].map((n) => `answer to ${n}`));
});

test("beyond the bound a call is busy at once, and keys do not count for each other", async () => {
  const queue = new BatchQueue<number, string>(3, 10);
  const { open, work } = slowWork();
  const admitted = [0, 1, 2].map((n) => queue.ask("k", n, serveBy(work)));
  await expect(queue.ask("k", 3, serveBy(work))).rejects.toBeInstanceOf(LockBusyError);
  const elsewhere = queue.ask(
    "other",
    4,
    serveBy(async () => ["elsewhere"]),
  );
  expect(await elsewhere).toBe("elsewhere");
  open();
  await admitted[0];
  const next = queue.ask("k", 5, serveBy(work));
  await expect.poll(open).toBe(true);
  expect(await Promise.all([...admitted, next])).toHaveLength(4);
});

test("who comes while the lock is being asked for is served under it too", async () => {
  const queue = new BatchQueue<number, string>(10, 10);
  const { batches, open, work } = slowWork();
  let grant = () => {};
  const granted = new Promise<void>((resolve) => {
    grant = resolve;
  });
  const turn: Turn<number, string> = async (serve) => {
    await granted;
    await serve(work);
  };
  const answers = [1, 2, 3].map((n) => queue.ask("k", n, turn));
  grant();
  await expect.poll(() => batches).toEqual([[1, 2, 3]]);
  open();
  await Promise.all(answers);
});

test("work that answers nobody leaves them to what the turn tries next", async () => {
  const queue = new BatchQueue<number, string>(10, 10);
  const answer = queue.ask("k", 1, async (serve) => {
    expect(await serve(async () => null)).toBe(1);
    expect(await serve(async (inputs) => inputs.map(String))).toBe(0);
  });
  expect(await answer).toBe("1");
});

test("a failure is told to everybody who waits, and the next one is served again", async () => {
  const queue = new BatchQueue<number, string>(10, 10);
  const failure = new Error("the database is down");
  let tries = 0;
  const failing = serveBy(() => {
    tries += 1;
    return Promise.reject(failure);
  });
  const outcomes = await Promise.allSettled([1, 2, 3].map((n) => queue.ask("k", n, failing)));
  expect(outcomes).toEqual([1, 2, 3].map(() => ({ status: "rejected", reason: failure })));
  expect(tries).toBe(1);
  expect(
    await queue.ask(
      "k",
      4,
      serveBy(async () => ["served"]),
    ),
  ).toBe("served");
});

/** A turn under the lock `k`. */
const under =
  (driver: LockDriver): Turn<number, string> =>
  async (serve) => {
    const onUnavailable = (error: unknown) => expect.unreachable(String(error));
    const work: Work = async (inputs) => inputs.map(String);
    await withLock(driver, "k", { ttlMs: 60_000, onUnavailable }, () => serve(work));
  };

test("all who wait are busy when another process holds the lock, and the key is free afterwards", async () => {
  const driver = createLockDriver({ kind: "memory" });
  const queue = new BatchQueue<number, string>(10, 10);
  expect(await driver.acquire("k", "another", 60_000)).toBe(true);
  const outcomes = await Promise.allSettled([1, 2].map((n) => queue.ask("k", n, under(driver))));
  for (const outcome of outcomes) {
    expect(outcome).toEqual({ status: "rejected", reason: expect.any(LockBusyError) });
  }
  await driver.release("k", "another");
  expect(await queue.ask("k", 3, under(driver))).toBe("3");
  await expect.poll(() => driver.acquire("k", "next", 60_000)).toBe(true);
});

test("one call right after another's answer is not busy with the lock still being given back", async () => {
  const driver = createLockDriver({ kind: "memory" });
  const queue = new BatchQueue<number, string>(10, 10);
  for (let n = 0; n < 50; n++) expect(await queue.ask("k", n, under(driver))).toBe(String(n));
});

test("no more are worked off together than were asked for", async () => {
  const queue = new BatchQueue<number, string>(10, 2);
  const { batches, open, work } = slowWork();
  const answers = [0, 1, 2, 3].map((n) => queue.ask("k", n, serveBy(work)));
  open();
  await answers[0];
  await expect.poll(() => batches).toEqual([[0], [1, 2]]);
  open();
  await answers[2];
  await expect.poll(() => batches).toEqual([[0], [1, 2], [3]]);
  open();
  expect(await Promise.all(answers)).toHaveLength(4);
});
