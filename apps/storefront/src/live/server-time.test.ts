import { beforeEach, expect, test, vi } from "vitest";

const UNTIL = "2026-11-26T23:00:00.000Z";

/** A page that was just opened; the server answers each read of its time by the next of `answers`. */
async function openPage(answers: (() => Promise<Response> | Response)[]) {
  vi.resetModules();
  const fetched = vi.fn(async () => {
    const answer = answers.shift();
    if (!answer) throw new TypeError("Failed to fetch");
    return answer();
  });
  vi.stubGlobal("fetch", fetched);
  return { ...(await import("./server-time.ts")), fetched };
}

const now = () => Response.json({ result: { data: { now: new Date().toISOString() } } });
const away = () => new Response("Bad gateway", { status: 502 });

/** The device sleeps: only the wall clock goes on. */
const sleep = (ms: number) => vi.setSystemTime(Date.now() + ms);

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-26T11:00:00.000Z") });
  vi.spyOn(performance, "getEntriesByName").mockReturnValue([]);
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  };
});

test("after a sleep the time is read until an answer comes, while a countdown needs it", async () => {
  const page = await openPage([now, away, away, now]);
  const leave = page.keepExact(UNTIL);
  await vi.advanceTimersByTimeAsync(100);
  expect(page.serverTime()).not.toBeNull();
  sleep(600_000);
  expect(page.serverTime()).toBeNull();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(page.fetched).toHaveBeenCalledTimes(4);
  expect(Math.abs((page.serverTime() ?? 0) - Date.now())).toBeLessThan(100);
  leave();
});

test("nobody reads for a page without a countdown", async () => {
  const page = await openPage([]);
  const leave = page.keepExact(UNTIL);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(page.fetched.mock.calls.length).toBeGreaterThan(1);
  leave();
  await vi.advanceTimersByTimeAsync(60_000);
  const calls = page.fetched.mock.calls.length;
  await vi.advanceTimersByTimeAsync(600_000);
  expect(page.fetched).toHaveBeenCalledTimes(calls);
});

test("a page that wakes does not wait for a read from before its sleep, and needs one read only", async () => {
  const hung = () => new Promise<Response>(() => {});
  const page = await openPage([hung, now, now]);
  const leave = page.keepExact(UNTIL);
  await vi.advanceTimersByTimeAsync(500);
  sleep(600_000);
  void page.wakeClock();
  void page.wakeClock();
  await vi.advanceTimersByTimeAsync(100);
  expect(page.serverTime()).not.toBeNull();
  expect(page.fetched).toHaveBeenCalledTimes(2);
  leave();
});
