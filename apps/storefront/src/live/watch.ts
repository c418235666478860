import { pause, refusalOf } from "@sunchak/web/refusal";
import { readStream, StreamRefused } from "./read-stream.ts";

/** The shortest wait until a lost stream is opened again, and the longest, in milliseconds. */
const MIN_RETRY_MS = 2_000;
const MAX_RETRY_MS = 30_000;
/** How often the page reads by itself while it has no stream, and how long until it tries for one. */
const POLL_MS = 10_000;
const STREAM_AGAIN_MS = 60_000;

export interface Watched<Told> {
  /** The stream's address, and the name of its events. */
  url: string;
  event: string;
  /** Reads the same by an ordinary call. */
  read(): Promise<Told>;
  onTold(told: Told): void;
  /** Whether what was told last may be old, because the shop cannot be reached. */
  onLost(isLost: boolean): void;
}

/** At random, so that thousands of pages that lost their streams together come back one by one. */
const spread = (ms: number) => ms * (0.5 + Math.random());

/**
 * Follows what the shop tells, until the signal: by a stream, or by reading at intervals while the
 * shop has no stream to give.
 */
export async function watch<Told>(watched: Watched<Told>, signal: AbortSignal): Promise<void> {
  const { url, event, onTold, onLost } = watched;
  let failures = 0;
  while (!signal.aborted) {
    try {
      await readStream(url, signal, {
        onEvent: (name, data) => name === event && onTold(JSON.parse(data) as Told),
        onAlive() {
          failures = 0;
          onLost(false);
        },
      });
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof StreamRefused) {
        const isThere = await poll(watched, Math.max(STREAM_AGAIN_MS, error.retryAfterMs), signal);
        if (!isThere) return;
        continue;
      }
    }
    if (signal.aborted) return;
    // The first failure may be a deploy, from which the next try comes back.
    if (failures > 0) onLost(true);
    await pause(spread(Math.min(MIN_RETRY_MS * 2 ** failures, MAX_RETRY_MS)));
    failures += 1;
  }
}

/**
 * Reads at intervals for about this long, in milliseconds.
 * @returns whether there is anything to read; nothing more will be told of what is gone.
 */
async function poll<Told>(
  { read, onTold, onLost }: Watched<Told>,
  forMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const until = performance.now() + spread(forMs);
  while (!signal.aborted && performance.now() < until) {
    try {
      const told = await read();
      if (signal.aborted) break;
      onTold(told);
      onLost(false);
    } catch (error) {
      if (refusalOf(error)?.code === "NOT_FOUND") return false;
      if (!signal.aborted) onLost(true);
    }
    await pause(spread(POLL_MS));
  }
  return true;
}
