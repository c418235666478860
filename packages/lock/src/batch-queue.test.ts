import { expect, test } from "vitest";
import { BatchQueue, createLockDriver, LockBusyError, type LockDriver, withLock } from "./index.ts";

type Work = (inputs: number[]) => Promise<string[]>;

/** A queue, and a call that `work` answers. */
function queueOf(limit: number, atOnce: number) {
  const queue = new BatchQueue<number, string>(limit, atOnce);
  const serveBy = (key: string, work: Work) => async () => {
    for await (const batch of queue.batches(key)) batch.answer(await work(batch.inputs));
  };
  return {
    queue,
    serveBy,
    ask: (key: string, input: number, work: Work) => queue.ask(key, input, serveBy(key, work)),
  };
}

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

test("those who come while a batch is served form the next one, in order, each with its own answer", async () => {
  const { ask } = queueOf(10, 10);
  const { batches, open, work } = slowWork();
  const answers = [0, 1, 2, 3].map((n) => ask("k", n, work));
  await expect.poll(() => batches).toEqual([[0]]);
  open();
  expect(await answers[0]).toBe("answer to 0");
  await expect.poll(() => batches).toEqual([[0], [1, 2, 3]]);
  open();
  expect(await Promise.all(answers)).toEqual([0, 1, 2, 3].map((n) => `answer to ${n}`));
});

test("a call beyond the bound is busy at once, and each key has its own bound", async () => {
  const { ask } = queueOf(3, 10);
  const { open, work } = slowWork();
  const admitted = [0, 1, 2].map((n) => ask("k", n, work));
  await expect(ask("k", 3, work)).rejects.toBeInstanceOf(LockBusyError);
  expect(await ask("other", 4, async () => ["elsewhere"])).toBe("elsewhere");
  await expect.poll(open).toBe(true);
  await admitted[0];
  const next = ask("k", 5, work);
  await expect.poll(open).toBe(true);
  expect(await Promise.all([...admitted, next])).toHaveLength(4);
});

test("a call that comes while the lock is requested is served under that lock", async () => {
  const { queue, serveBy } = queueOf(10, 10);
  const { batches, open, work } = slowWork();
  let grant = () => {};
  const granted = new Promise<void>((resolve) => {
    grant = resolve;
  });
  const serve = () => granted.then(serveBy("k", work));
  const answers = [1, 2, 3].map((n) => queue.ask("k", n, serve));
  grant();
  await expect.poll(() => batches).toEqual([[1, 2, 3]]);
  open();
  await Promise.all(answers);
});

test("a batch without an answer goes on waiting, and is served again", async () => {
  const queue = new BatchQueue<number, string>(10, 10);
  const seen: number[][] = [];
  const answer = queue.ask("k", 1, async () => {
    for await (const batch of queue.batches("k")) {
      seen.push(batch.inputs);
      if (seen.length === 1) break;
      if (seen.length === 3) batch.answer(batch.inputs.map(String));
    }
  });
  expect(await answer).toBe("1");
  expect(seen).toEqual([[1], [1], [1]]);
});

test("a failure rejects everybody who waits, and the next call is served", async () => {
  const { ask } = queueOf(10, 10);
  const failure = new Error("the database is down");
  let tries = 0;
  const failing = () => {
    tries += 1;
    return Promise.reject(failure);
  };
  const outcomes = await Promise.allSettled([1, 2, 3].map((n) => ask("k", n, failing)));
  expect(outcomes).toEqual([1, 2, 3].map(() => ({ status: "rejected", reason: failure })));
  expect(tries).toBe(1);
  expect(await ask("k", 4, async () => ["served"])).toBe("served");
});

/** A call that is answered under the lock `k`. */
function askUnder(driver: LockDriver) {
  const { queue, serveBy } = queueOf(10, 10);
  const onUnavailable = (error: unknown) => expect.unreachable(String(error));
  const serve = serveBy("k", async (inputs) => inputs.map(String));
  return (input: number) =>
    queue.ask("k", input, () => withLock(driver, "k", { ttlMs: 60_000, onUnavailable }, serve));
}

test("everybody who waits is busy when another process holds the lock, and the key is free afterwards", async () => {
  const driver = createLockDriver({ kind: "memory" });
  const ask = askUnder(driver);
  expect(await driver.acquire("k", "another", 60_000)).toBe(true);
  const outcomes = await Promise.allSettled([1, 2].map(ask));
  for (const outcome of outcomes) {
    expect(outcome).toEqual({ status: "rejected", reason: expect.any(LockBusyError) });
  }
  await driver.release("k", "another");
  expect(await ask(3)).toBe("3");
  await expect.poll(() => driver.acquire("k", "next", 60_000)).toBe(true);
});

test("a call right after another's answer never finds the lock busy with its own release", async () => {
  const ask = askUnder(createLockDriver({ kind: "memory" }));
  for (let n = 0; n < 50; n++) expect(await ask(n)).toBe(String(n));
});

test("a batch is at most as large as the limit", async () => {
  const { ask } = queueOf(10, 2);
  const { batches, open, work } = slowWork();
  const answers = [0, 1, 2, 3].map((n) => ask("k", n, work));
  await expect.poll(open).toBe(true);
  await answers[0];
  await expect.poll(() => batches).toEqual([[0], [1, 2]]);
  open();
  await answers[2];
  await expect.poll(() => batches).toEqual([[0], [1, 2], [3]]);
  open();
  expect(await Promise.all(answers)).toHaveLength(4);
});

test("a call's place counts those before it until they are answered", async () => {
  const { queue, ask } = queueOf(10, 2);
  const { open, work } = slowWork();
  const answers = [0, 1, 2].map((n) => ask("k", n, work));
  expect(queue.progressOf("k")).toEqual({ answered: 0, waiting: 3 });
  await expect.poll(open).toBe(true);
  await answers[0];
  expect(queue.progressOf("k")).toEqual({ answered: 1, waiting: 2 });
  await expect.poll(open).toBe(true);
  await Promise.all(answers);
  await expect.poll(() => queue.progressOf("k")).toEqual({ answered: 0, waiting: 0 });
});
