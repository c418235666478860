import { pause } from "@sunchak/web/offline";
import { ServerClock } from "@sunchak/web/server-clock";
import { useWaking } from "@sunchak/web/use-waking";
import { useEffect, useSyncExternalStore } from "react";

/** Longer than any response of a healthy shop takes. */
const TIMEOUT_MS = 12_000;
/** A smaller correction of the clock does not show. */
const SHOWN_MS = 20;
/** A clock that nobody read for an hour has drifted. */
const HOUR_MS = 3_600_000;
/** The waits between reads without an answer. */
const MIN_WAIT_MS = 1_000;
const MAX_WAIT_MS = 30_000;
/** A read that is older than this may be from before a sleep. */
const OLD_READ_MS = 1_000;
/** A countdown that follows another, as at an opening, needs no new read. */
const FRESH_MS = 60_000;

export type ServerNow = () => number | null;

const unknown: ServerNow = () => null;

interface Reading {
  over: Promise<void>;
  /** When it began, by the wall clock. */
  since: number;
}

/** The one clock of this document. */
const clock = new ServerClock();
const listeners = new Set<() => void>();
let current = unknown;
/** The server's time less the page's, as `current` tells it. */
let shown: number | null = null;
/** The countdowns that need the time. */
let countdowns = 0;
let reading: Reading | undefined;
/** When the time was read last, by the page's clock. */
let readAt = Number.NEGATIVE_INFINITY;

/**
 * The server's time in milliseconds since 1970; null while nobody knows it. After a sleep it is
 * unknown, and read again.
 */
export const serverTime: ServerNow = () => {
  const time = clock.now();
  if (time === null && shown !== null) {
    shown = null;
    void readServerTime();
  }
  return time;
};

function publish(): void {
  const time = clock.now();
  if (time === null) return;
  const next = time - performance.now();
  if (shown !== null && Math.abs(next - shown) < SHOWN_MS) return;
  shown = next;
  // Another function, so that whoever shows the time shows it anew.
  current = () => serverTime();
  for (const listener of listeners) listener();
}

/** Learns from a time that came without being asked for, as an event of a stream. */
export function hearServerTime(now: string): void {
  clock.learn(Date.parse(now), performance.now());
  publish();
}

/**
 * Reads the server's time, once however many ask: until it is known, as long as a countdown needs
 * it.
 */
function readServerTime(): Promise<void> {
  if (!reading) {
    const mine: Reading = { over: untilKnown(() => reading === mine), since: Date.now() };
    reading = mine;
  }
  return reading.over;
}

/** Reads the time on a page that wakes, and gives up a read from before. */
export function wakeClock(): Promise<void> {
  if (reading && Math.abs(Date.now() - reading.since) > OLD_READ_MS) reading = undefined;
  return readServerTime();
}

async function untilKnown(isWanted: () => boolean): Promise<void> {
  for (let wait = MIN_WAIT_MS; ; wait = Math.min(2 * wait, MAX_WAIT_MS)) {
    await ask().catch(() => {});
    if (!isWanted()) return;
    if (clock.now() !== null || countdowns === 0) break;
    // At random, so that thousands of pages do not all come back in one moment.
    await pause(wait * (0.5 + Math.random()));
    if (!isWanted()) return;
  }
  reading = undefined;
}

async function ask(): Promise<void> {
  const askedAt = performance.now();
  const response = await fetch("/api/trpc/now", {
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const arrivedAt = performance.now();
  const { result } = (await response.json()) as { result?: { data: { now: string } } };
  if (!result) return;
  const server = Date.parse(result.data.now);
  // The network's own times do not wait for a busy page or for a free connection.
  const timing = performance.getEntriesByName(response.url, "resource").at(-1);
  const isTimed = timing instanceof PerformanceResourceTiming && timing.requestStart >= askedAt - 1;
  if (isTimed) clock.learn(server, timing.responseStart, timing.requestStart);
  else clock.learn(server, arrivedAt, askedAt);
  readAt = arrivedAt;
  publish();
}

/** Reads the time at once unless it is fresh, about 30 and 5 seconds before `until`, and every hour. */
export function keepExact(until: string): () => void {
  // Pages read a little earlier than they must, and not all at once.
  const early = Math.random();
  let timer: ReturnType<typeof setTimeout>;
  let isOver = false;
  countdowns += 1;
  const delay = () => {
    const left = Date.parse(until) - (clock.now() ?? Number.NaN);
    const marks = [left - 30_000 - early * 10_000, left - 5_000 - early * 5_000];
    return Math.min(HOUR_MS, ...marks.filter((ms) => ms > 1_000));
  };
  const read = async () => {
    do await readServerTime();
    while (!isOver && clock.now() === null);
    if (!isOver) timer = setTimeout(read, delay());
  };
  const isFresh = clock.now() !== null && performance.now() - readAt < FRESH_MS;
  if (isFresh) timer = setTimeout(read, delay());
  else void read();
  return () => {
    isOver = true;
    countdowns -= 1;
    clearTimeout(timer);
  };
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Keeps the clock exact for a countdown to an ISO instant. */
export function useExactClock(until: string): void {
  useEffect(() => keepExact(until), [until]);
  useWaking(wakeClock);
}

/** The server's clock, while a page keeps it exact. It is another function once it was set. */
export const useServerNow = (): ServerNow =>
  useSyncExternalStore(
    subscribe,
    () => current,
    () => unknown,
  );
