import { afterEach, expect, it, vi } from "vitest";
import { type Arrival, Door } from "./door.ts";

afterEach(() => void vi.useRealTimers());

/** A door, and the names of those who passed it, in order. */
function doorWithList(now?: () => number) {
  const door = new Door(now);
  const passed: string[] = [];
  const enter = (name: string, arrival?: Arrival) =>
    door.enter(arrival, async (arrivedAt) => {
      passed.push(name);
      return arrivedAt;
    });
  return { door, passed, enter };
}

it("lets requests through in the order of their arrival, in whatever order they are ready", async () => {
  const { door, passed, enter } = doorWithList();
  const [first, second, third] = [door.arrive(), door.arrive(), door.arrive()];
  const late = enter("third", third);
  const fourth = enter("fourth");
  const middle = enter("second", second);
  await new Promise(setImmediate);
  expect(passed).toEqual([]);
  const times = await Promise.all([enter("first", first), middle, late, fourth]);
  expect(passed).toEqual(["first", "second", "third", "fourth"]);
  expect(times).toEqual([first.at, second.at, third.at, expect.any(Number)]);
  expect(times.toSorted((a, b) => a - b)).toEqual(times);
});

it("waits for nobody who has left, and a request that has left or passed arrives again", async () => {
  const { door, passed, enter } = doorWithList();
  const [gone, slow, next] = [door.arrive(), door.arrive(), door.arrive()];
  door.leave(gone);
  const waiting = enter("next", next);
  door.leave(slow);
  expect(await waiting).toBe(next.at);
  expect(await enter("slow", slow)).toBeGreaterThan(next.at);
  expect(await enter("next again", next)).toBeGreaterThan(next.at);
  door.leave(next);
  expect(passed).toEqual(["next", "slow", "next again"]);
});

it("waits three seconds for a request that does not come on, which then arrives when it does", async () => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  const { door, passed, enter } = doorWithList();
  const stuck = door.arrive();
  const first = enter("first");
  vi.advanceTimersByTime(1_000);
  const slow = door.arrive();
  const second = enter("second");
  vi.advanceTimersByTime(1_999);
  await new Promise(setImmediate);
  expect(passed).toEqual([]);
  vi.advanceTimersByTime(1);
  await first;
  expect(passed).toEqual(["first"]);
  expect(await enter("slow", slow)).toBe(slow.at);
  const after = await second;
  expect(await enter("stuck", stuck)).toBeGreaterThan(after);
  expect(passed).toEqual(["first", "slow", "second", "stuck"]);
});

it("waits three seconds for each, however late it began to wait for the one before", async () => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  const { door, passed, enter } = doorWithList();
  const brief = door.arrive();
  const first = enter("first");
  vi.advanceTimersByTime(100);
  door.arrive();
  const second = enter("second");
  door.leave(brief);
  await first;
  vi.advanceTimersByTime(2_999);
  await new Promise(setImmediate);
  expect(passed).toEqual(["first"]);
  vi.advanceTimersByTime(2);
  await second;
  expect(passed).toEqual(["first", "second"]);
});

it("stamps arrivals a microsecond apart at least, whatever the clock does", () => {
  const times = [5, 5.0004, 4, 9.5, 0];
  const door = new Door(() => times.shift() ?? 0);
  const stamps = Array.from({ length: 5 }, () => door.arrive().at);
  expect(stamps).toEqual([5, 5.001, 5.002, 9.5, 9.501]);
});

it("follows a clock that is set forward, and not one that is set back", () => {
  const door = new Door();
  const begin = door.arrive().at;
  expect(Math.abs(begin - Date.now())).toBeLessThan(1_000);
  vi.useFakeTimers({ toFake: ["Date"], now: begin + 60_000 });
  expect(door.arrive().at - begin).toBeGreaterThan(59_000);
  vi.setSystemTime(begin - 60_000);
  expect(door.arrive().at - begin).toBeGreaterThan(59_000);
});
