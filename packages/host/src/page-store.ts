import { setTimeout as delay } from "node:timers/promises";
import { LRUCache } from "lru-cache";

/** How long a page counts as current, in milliseconds since its render began. */
const FRESH_MS = 1_000;

/** How old a page may be that is answered while a new render fails or takes longer. */
const OLDEST_MS = 10_000;

/** How long a render may take before whoever could get an older page gets it. */
const SLOW_MS = 300;

/** When a render is given up; longer than any statement of the database may take. */
const LIMIT_MS = 15_000;

/** How much memory the pages take, in bytes. */
const MAX_BYTES = 64 * 2 ** 20;

/** The part of it for pages that say that nothing is there: anybody can invent their addresses. */
const MISSING_PART = 1 / 8;

/** For how many addresses a failure without an older page is remembered. */
const FAILURES = 100;

/** What a store has to know of a page. */
interface Stored {
  /** In bytes, at most. */
  size: number;
  /** Whether it says that nothing is there. */
  missing: boolean;
  /**
   * `kept`: everybody may get it. `failed`: it says that something went wrong, so only those get it
   * who wait for its render. `personal`: its visitors have to get a page each.
   */
  outcome: "kept" | "failed" | "personal";
}

interface Options<Key, Page> {
  /** @throws when there is nothing to show; those who wait get the error, or an older page. */
  render(key: Key, signal: AbortSignal): Promise<Page>;
  /** In milliseconds; it never steps back. */
  now?(): number;
  maxBytes?: number;
  limitMs?: number;
}

/** A page, and how it was found. */
interface Found<Page> {
  page: Page;
  served: "fresh" | "rendered" | "older";
  /** In milliseconds since its render began; 0 when this request waited for the render. */
  age: number;
}

/**
 * Pages that are the same for everybody: each is rendered at most once a second, by one render
 * however many wait, and answered from memory meanwhile. While a render fails or takes long, the
 * page from before is answered, until it is {@link OLDEST_MS} old.
 */
export function createPageStore<Key, Page extends Stored>({
  render,
  now = () => performance.now(),
  maxBytes = MAX_BYTES,
  limitMs = LIMIT_MS,
}: Options<Key, Page>) {
  /** `since`: when its render began; `due`: when the next one may begin. */
  type Entry = { page: Page; since: number; due: number };
  const bound = (maxSize: number) =>
    new LRUCache<string, Entry>({ maxSize, sizeCalculation: ({ page }) => page.size });
  const pages = bound(maxBytes);
  const missing = bound(maxBytes * MISSING_PART);
  const failures = new LRUCache<string, { repeat(): Page; until: number }>({ max: FAILURES });
  const renders = new Map<string, { made: Promise<Page>; slow: Promise<void> }>();

  async function make(key: Key, name: string, since: number): Promise<Page> {
    const signal = AbortSignal.timeout(limitMs);
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    try {
      const page = await Promise.race([render(key, signal), late]);
      if (page.outcome === "failed") putOff(name, () => page);
      else {
        pages.delete(name);
        missing.delete(name);
      }
      if (page.outcome === "kept") {
        (page.missing ? missing : pages).set(name, { page, since, due: since + FRESH_MS });
      }
      return page;
    } catch (error) {
      putOff(name, () => {
        throw error;
      });
      throw error;
    } finally {
      renders.delete(name);
    }
  }

  /** Whatever makes a render fail is not mended by a render for each visitor. */
  function putOff(name: string, repeat: () => Page) {
    const until = now() + FRESH_MS;
    failures.set(name, { repeat, until });
    const older = pages.peek(name) ?? missing.peek(name);
    if (older) older.due = until;
  }

  function start(key: Key, name: string) {
    const made = make(key, name, now());
    // Those who wait hear of a failure; perhaps nobody does any longer.
    made.catch(() => {});
    const started = { made, slow: delay(SLOW_MS, undefined, { ref: false }) };
    renders.set(name, started);
    return started;
  }

  return {
    /** @throws what the render threw, when there is no older page. */
    async get(key: Key): Promise<Found<Page>> {
      const name = JSON.stringify(key);
      const at = now();
      const known = pages.get(name) ?? missing.get(name);
      const age = known ? at - known.since : 0;
      const older: Found<Page> | undefined =
        known && age + SLOW_MS <= OLDEST_MS
          ? { page: known.page, served: age < FRESH_MS ? "fresh" : "older", age }
          : undefined;
      if (known && older && at < known.due) return older;
      const failure = older ? undefined : failures.get(name);
      if (failure && at < failure.until)
        return { page: failure.repeat(), served: "rendered", age: 0 };
      const { made, slow } = renders.get(name) ?? start(key, name);
      const rendered = made.then(
        (page): Found<Page> =>
          older && page.outcome === "failed" ? older : { page, served: "rendered", age: 0 },
        (error) => {
          if (older) return older;
          throw error;
        },
      );
      return older ? Promise.race([rendered, slow.then(() => older)]) : rendered;
    },
    /** How many bytes its pages take, at most. */
    bytes: () => pages.calculatedSize + missing.calculatedSize,
  };
}
