import { describe, expect, test } from "vitest";
import { sharedRead } from "./shared-read.ts";

/** Reads that the test answers itself, in the order in which they began. */
function questions() {
  const begun: { answer(): void; fail(): void }[] = [];
  const ask = () =>
    new Promise<number>((resolve, reject) => {
      const number = begun.length + 1;
      begun.push({ answer: () => resolve(number), fail: () => reject(new Error(`${number}`)) });
    });
  return { begun, ask };
}

describe("a shared read", () => {
  test("gives callers who come during a read the result of the next read", async () => {
    const { begun, ask } = questions();
    const read = sharedRead<number>();
    const first = read("key", ask);
    const others = [read("key", ask), read("key", ask)];
    expect(begun.length).toBe(1);
    begun[0]?.answer();
    expect(await first).toBe(1);
    begun[1]?.answer();
    expect(await Promise.all(others)).toEqual([2, 2]);
    expect(begun.length).toBe(2);
  });

  test("lets nobody join a read that has begun, even a follow-up read", async () => {
    const { begun, ask } = questions();
    const read = sharedRead<number>();
    const answers = [read("key", ask), read("key", ask)];
    begun[0]?.answer();
    await answers[0];
    answers.push(read("key", ask));
    begun[1]?.answer();
    await answers[1];
    begun[2]?.answer();
    expect(await Promise.all(answers)).toEqual([1, 2, 3]);
  });

  test("tells a failure to the callers of that read only, and runs the next one", async () => {
    const { begun, ask } = questions();
    const read = sharedRead<number>();
    const first = read("key", ask);
    const second = read("key", ask);
    begun[0]?.fail();
    await expect(first).rejects.toThrow("1");
    begun[1]?.answer();
    expect(await second).toBe(2);
  });

  test("that hangs holds up its own callers only", async () => {
    const { begun, ask } = questions();
    const read = sharedRead<number>(20);
    const hanging = read("key", ask);
    const later = [read("key", ask), read("key", ask)];
    await expect.poll(() => begun.length).toBe(2);
    begun[1]?.answer();
    expect(await Promise.all(later)).toEqual([2, 2]);
    const next = read("key", ask);
    expect(begun.length).toBe(3);
    begun[0]?.answer();
    expect(await hanging).toBe(1);
    const joined = read("key", ask);
    expect(begun.length).toBe(3);
    begun[2]?.answer();
    await expect.poll(() => begun.length).toBe(4);
    begun[3]?.answer();
    expect(await Promise.all([next, joined])).toEqual([3, 4]);
  });

  test("runs at once for other keys and for later callers", async () => {
    const { begun, ask } = questions();
    const read = sharedRead<number>();
    const answers = [read("one", ask), read("two", ask)];
    expect(begun.length).toBe(2);
    for (const { answer } of begun) answer();
    await Promise.all(answers);
    const later = read("one", ask);
    expect(begun.length).toBe(3);
    begun[2]?.answer();
    expect(await later).toBe(3);
  });
});
