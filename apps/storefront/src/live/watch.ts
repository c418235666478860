import { pause } from "@sunchak/web/offline";
import { refusalOf } from "@sunchak/web/refusal";
import { readStream, StreamRefused } from "./read-stream.ts";

/** The shortest wait until a lost stream is opened again, and the longest, in milliseconds. */
const MIN_RETRY_MS = 2_000;
const MAX_RETRY_MS = 30_000;
/** How often the page reads by itself while it has no stream, and how long until it tries for one. */
const POLL_MS = 10_000;
const STREAM_AGAIN_MS = 60_000;

/**
 * Whether what was told last is so now: `asking` until the first word, `lost` while the shop cannot
 * be reached.
 */
export type LiveState = "asking" | "live" | "lost";

export interface Watched<Told> {
  /** The stream's address, and the name of its events. */
  url: string;
  event: string;
  /** Reads the same by an ordinary call. */
  read(): Promise<Told>;
  onTold(told: Told): void;
  onState(state: "live" | "lost"): void;
}

/** At random, so that thousands of pages that lost their streams together come back one by one. */
const spread = (ms: number) => ms * (0.5 + Math.random());

/**
 * Follows what the shop tells, until the signal: by a stream, or by reading at intervals while the
 * shop has no stream to give.
 */
export async function watch<Told>(watched: Watched<Told>, signal: AbortSignal): Promise<void> {
  const { url, event, onTold, onState } = watched;
  let failures = 0;
  while (!signal.aborted) {
    try {
      await readStream(url, signal, (name, data) => {
        if (name !== event) return;
        failures = 0;
        onTold(JSON.parse(data) as Told);
        onState("live");
      });
      // The first end may be a deploy, from which the next try comes back.
      if (failures > 0 && !signal.aborted) onState("lost");
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof StreamRefused) {
        const isThere = await poll(watched, Math.max(STREAM_AGAIN_MS, error.retryAfterMs), signal);
        if (!isThere) return;
        continue;
      }
      onState("lost");
    }
    await pause(spread(Math.min(MIN_RETRY_MS * 2 ** failures, MAX_RETRY_MS)));
    failures += 1;
  }
}

/**
 * Reads at intervals for about this long, in milliseconds.
 * @returns whether there is anything to read; nothing more will be told of what is gone.
 */
async function poll<Told>(
  { read, onTold, onState }: Watched<Told>,
  forMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const until = performance.now() + spread(forMs);
  while (!signal.aborted && performance.now() < until) {
    try {
      const told = await read();
      if (signal.aborted) break;
      onTold(told);
      onState("live");
    } catch (error) {
      if (!signal.aborted) onState("lost");
      if (refusalOf(error)?.code === "NOT_FOUND") return false;
    }
    await pause(spread(POLL_MS));
  }
  return true;
}
