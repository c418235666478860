import { expect, test } from "vitest";
import { within } from "./within.ts";

const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
const never = new Promise<never>(() => {});

test("work that ends in time returns its result or throws its error, and leaves no timer", async () => {
  const before = timers();
  expect(await within(60_000, Promise.resolve("done"))).toBe("done");
  await expect(within(60_000, Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  expect(timers()).toBe(before);
});

test("work that takes longer returns undefined, however it ends", async () => {
  expect(await within(1, never)).toBeUndefined();
  let fail = (_error: Error) => {};
  const failsLate = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  expect(await within(1, failsLate)).toBeUndefined();
  fail(new Error("too late to be heard"));
});
