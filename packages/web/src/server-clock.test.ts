import { expect, test } from "vitest";
import { type PageClocks, ServerClock } from "./server-clock.ts";

const TRUE_OFFSET = 1_790_000_000_000;

/** A page whose clocks the test moves; its monotonic clock begins at zero. */
function page() {
  const time = { monotonic: 0, wall: 1_000_000 };
  const clocks: PageClocks = { monotonic: () => time.monotonic, wall: () => time.wall };
  const clock = new ServerClock(clocks);
  const pass = (ms: number) => {
    time.monotonic += ms;
    time.wall += ms;
  };
  const server = () => TRUE_OFFSET + time.monotonic;
  return {
    clock,
    time,
    pass,
    server,
    error: () => Math.abs((clock.now() ?? Number.NaN) - server()),
    /** Asks, with these delays of the request and of its answer in milliseconds. */
    ask(there: number, back: number) {
      const askedAt = time.monotonic;
      pass(there);
      const told = Math.floor(server());
      pass(back);
      clock.learn(told, time.monotonic, askedAt);
    },
    /** The server tells its time by itself. */
    hear(delay: number) {
      const told = Math.floor(server());
      pass(delay);
      clock.learn(told, time.monotonic);
    },
  };
}

test("nothing is known before the first answer, and a time alone that came late is not enough", () => {
  const { clock, hear } = page();
  expect(clock.now()).toBeNull();
  hear(11_000);
  expect(clock.now()).toBeNull();
});

test("the error is at most half the round trip, whichever way was slow", () => {
  for (const [there, back] of [
    [0, 2_000],
    [2_000, 0],
    [1_000, 1_000],
    [20, 5],
  ] as const) {
    const { ask, error } = page();
    ask(there, back);
    expect(error()).toBeLessThanOrEqual((there + back) / 2 + 3);
  }
});

test("an event on an open stream takes the slow way's error away", () => {
  const { ask, error, hear } = page();
  ask(0, 2_000);
  expect(error()).toBeGreaterThan(900);
  hear(10);
  expect(error()).toBeLessThan(10);
});

test("the true time stays within the bounds through any sequence of answers", () => {
  const { clock, ask, hear, pass, server } = page();
  for (let n = 1; n < 500; n++) {
    // Delays without a pattern, but the same in each run.
    const [there, back, gap] = [(n * 7919) % 3_001, (n * 104_729) % 2_003, (n * 1299) % 60_000];
    if (n % 3 === 0) hear(back);
    else ask(there, back);
    pass(gap);
    expect(Math.abs((clock.now() ?? server()) - server())).toBeLessThanOrEqual(clock.width() / 2);
  }
  expect(clock.width()).toBeLessThan(1_000);
});

test("a quick answer long ago is worth less than a new one: clocks drift apart", () => {
  const { clock, ask, pass } = page();
  ask(1, 1);
  pass(3_600_000);
  expect(clock.width()).toBeGreaterThan(3_000);
  ask(50, 50);
  expect(clock.width()).toBeLessThan(110);
});

test("a sleep makes it forget, also when the page's own clock stood still meanwhile", () => {
  const { clock, ask, time } = page();
  ask(5, 5);
  expect(clock.now()).not.toBeNull();
  time.wall += 600_000;
  expect(clock.now()).toBeNull();
  ask(5, 5);
  expect(clock.now()).not.toBeNull();
});

test("an answer that the page slept through teaches nothing", () => {
  const { clock, ask, time, pass } = page();
  const askedAt = time.monotonic;
  const told = TRUE_OFFSET + time.monotonic;
  pass(5);
  time.wall += 600_000;
  clock.learn(told, time.monotonic, askedAt);
  expect(clock.now()).toBeNull();
  ask(5, 5);
  expect(clock.now()).not.toBeNull();
});

test("when the server's clock was set, the newest word counts", () => {
  for (const step of [60_000, -60_000]) {
    const { clock, ask, time, pass } = page();
    ask(5, 5);
    const askedAt = time.monotonic;
    pass(10);
    clock.learn(TRUE_OFFSET + time.monotonic + step, time.monotonic, askedAt);
    const expected = TRUE_OFFSET + time.monotonic + step;
    expect(Math.abs((clock.now() ?? 0) - expected)).toBeLessThanOrEqual(10);
  }
});

test("another server's clock, a little ahead, moves the time but does not make it unknown", () => {
  const { clock, ask, time } = page();
  ask(2, 2);
  clock.learn(TRUE_OFFSET + time.monotonic + 200, time.monotonic);
  expect(Math.abs((clock.now() ?? 0) - (TRUE_OFFSET + time.monotonic + 200))).toBeLessThan(10);
});

test("many short sleeps make it forget as one long sleep does", () => {
  const { clock, ask, time, pass } = page();
  ask(5, 5);
  for (let n = 0; n < 3; n++) {
    time.wall += 400;
    pass(1_000);
    clock.now();
  }
  expect(clock.now()).toBeNull();
  ask(5, 5);
  expect(clock.now()).not.toBeNull();
});
