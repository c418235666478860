import { setImmediate as nextTurn } from "node:timers/promises";
import {
  type Deps,
  isId,
  type LiveReading,
  notFound,
  type SharedRead,
  sharedRead,
} from "@sunchak/core";
import { TransportError } from "../api-error.ts";
import type { Meters } from "../watch/metrics.ts";
import { type LiveKind, liveKinds, liveStreams } from "./live-streams.ts";

/** How often what people watch is read again, in milliseconds. */
const TICK_MS = 1_000;
/** After how many of these a comment is sent, so that proxies keep the connections open. */
const COMMENT_TICKS = 15;
/** How old a reading may be to greet a new reader, in milliseconds. */
const FRESH_MS = 2 * TICK_MS;
/** From this age on, in milliseconds, a reading is not vouched for: watchers take silence as a loss. */
const OLD_MS = 5 * TICK_MS;
/** The most ids that one statement reads. */
const IDS_AT_ONCE = 1_000;
/** How many writes are made before other work has its turn. */
const WRITES_A_TURN = 1_000;
/** How long clients wait before they connect again, in milliseconds. */
const RETRY_MS = 2_000;
/** How long a client that found no place should wait, in seconds. */
const RETRY_AFTER_SECONDS = 10;

const COMMENT = Buffer.from(":\n\n");

export const tooManyStreams = (message: string) =>
  new TransportError("TOO_MANY_STREAMS", message, { retryAfterSeconds: RETRY_AFTER_SECONDS });

/** Where the text of a stream goes: a connection. Both functions may be called after its end. */
export interface LiveReader {
  /** Passes the text on at once, or ends the connection: nothing is kept for a slow one. */
  send(text: string | Buffer): void;
  end(): void;
}

/** One open stream, which occupies a place until it is closed. */
export interface LiveStream {
  /** Sends what is now, and from then on each change. */
  start(reader: LiveReader): void;
  /** Gives the place back. */
  close(): void;
}

/** What people watch, as it was read and told last. */
interface Subject extends Read {
  kind: LiveKind;
  id: string;
  told: string;
  places: number;
  readers: Set<LiveReader>;
}

interface Read {
  reading: LiveReading;
  /** When the read began, by the monotonic clock. */
  readAt: number;
}

interface Bounds {
  streams: number;
  /** Of one client's address; Infinity for no bound. */
  streamsOfNetwork: number;
}

/**
 * Tells everybody who watches a campaign or a product each change of it. However many watch, all
 * that is watched is read once a second, and not at all while nobody watches. An event is written
 * as bytes once, and the same bytes go to every reader.
 */
export class LiveFeed {
  readonly #deps: Pick<Deps, "db" | "clock" | "log">;
  readonly #meters: Pick<Meters, "streams">;
  readonly #bounds: Bounds;
  readonly #subjects = new Map<string, Subject>();
  readonly #ofNetwork = new Map<string, number>();
  readonly #readShared: SharedRead<Read | undefined> = sharedRead();
  #places = 0;
  #writes = 0;
  #ticks = 0;
  #timer: NodeJS.Timeout | undefined;
  #isReading = false;
  #isFailing = false;
  #hasEnded = false;

  constructor(
    deps: Pick<Deps, "db" | "clock" | "log">,
    meters: Pick<Meters, "streams">,
    bounds: Bounds,
  ) {
    this.#deps = deps;
    this.#meters = meters;
    this.#bounds = bounds;
  }

  /**
   * Takes a place for a stream. The caller has to close it in any case.
   * @param network whom the place counts for; undefined when the client's address is unknown.
   * @throws DomainError NOT_FOUND; TransportError TOO_MANY_STREAMS; DatabaseUnavailable
   */
  async open(kind: LiveKind, id: string, network: string | undefined): Promise<LiveStream> {
    if (!isId(id)) throw notFound(liveStreams[kind].named);
    const release = this.#takePlace(network);
    try {
      const fresh = this.#findFresh(kind, id);
      const subject = fresh ?? this.#keep(kind, id, await this.#read(kind, id));
      subject.places += 1;
      return this.#streamOf(subject, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Ends every stream at once, and takes no new ones. */
  end(): void {
    this.#hasEnded = true;
    for (const reader of this.#readers()) reader.end();
  }

  #takePlace(network: string | undefined): () => void {
    const ofNetwork = network === undefined ? 0 : (this.#ofNetwork.get(network) ?? 0);
    const { streams, streamsOfNetwork } = this.#bounds;
    if (this.#hasEnded || this.#places >= streams || ofNetwork >= streamsOfNetwork) {
      throw tooManyStreams("No more streams can be open now. Read it from time to time instead.");
    }
    this.#countPlace(network, 1);
    return () => this.#countPlace(network, -1);
  }

  #countPlace(network: string | undefined, change: 1 | -1): void {
    this.#places += change;
    this.#meters.streams.set(this.#places);
    if (network === undefined) return;
    const count = (this.#ofNetwork.get(network) ?? 0) + change;
    if (count === 0) this.#ofNetwork.delete(network);
    else this.#ofNetwork.set(network, count);
  }

  #findFresh(kind: LiveKind, id: string): Subject | undefined {
    const subject = this.#subjects.get(keyOf(kind, id));
    return subject && performance.now() - subject.readAt < FRESH_MS ? subject : undefined;
  }

  async #read(kind: LiveKind, id: string): Promise<Read> {
    const read = await this.#readShared(keyOf(kind, id), async () => {
      const readAt = performance.now();
      const reading = (await liveStreams[kind].read(this.#deps, [id])).get(id);
      return reading && { reading, readAt };
    });
    if (!read) throw notFound(liveStreams[kind].named);
    return read;
  }

  #keep(kind: LiveKind, id: string, read: Read): Subject {
    const key = keyOf(kind, id);
    const known = this.#subjects.get(key);
    if (known) return isNewer(read, known) ? Object.assign(known, read) : known;
    const told = JSON.stringify(read.reading(this.#deps.clock.now()));
    const subject: Subject = { kind, id, ...read, told, places: 0, readers: new Set() };
    this.#subjects.set(key, subject);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS).unref();
    return subject;
  }

  #streamOf(subject: Subject, release: () => void): LiveStream {
    let reader: LiveReader | undefined;
    let isClosed = false;
    return {
      start: (given) => {
        if (this.#hasEnded || isClosed) return given.end();
        reader = given;
        subject.readers.add(reader);
        reader.send(`retry: ${RETRY_MS}\n${eventOf(subject, this.#deps.clock.now())}`);
      },
      close: () => {
        if (isClosed) return;
        isClosed = true;
        if (reader) subject.readers.delete(reader);
        release();
        subject.places -= 1;
        if (subject.places === 0) this.#forget(subject);
      },
    };
  }

  #forget({ kind, id }: Subject): void {
    this.#subjects.delete(keyOf(kind, id));
    if (this.#subjects.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  *#readers(readAfter = Number.NEGATIVE_INFINITY): Generator<LiveReader> {
    for (const { readers, readAt } of this.#subjects.values()) {
      if (readAt > readAfter) yield* readers;
    }
  }

  #tick(): void {
    this.#ticks += 1;
    if (this.#ticks % COMMENT_TICKS === 0) {
      void this.#sendAll(this.#readers(performance.now() - OLD_MS), COMMENT);
    }
    if (this.#isReading) return;
    this.#isReading = true;
    void this.#readAll().finally(() => {
      this.#isReading = false;
    });
  }

  /** Reads all that is watched, and tells what has changed. */
  async #readAll(): Promise<void> {
    const watched = [...this.#subjects.values()];
    for (const kind of liveKinds) {
      const ofKind = watched.filter((subject) => subject.kind === kind);
      for (let from = 0; from < ofKind.length; from += IDS_AT_ONCE) {
        await this.#readSome(kind, ofKind.slice(from, from + IDS_AT_ONCE));
      }
    }
  }

  async #readSome(kind: LiveKind, some: Subject[]): Promise<void> {
    const { log } = this.#deps;
    const readAt = performance.now();
    try {
      const ids = some.map(({ id }) => id);
      const readings = await liveStreams[kind].read(this.#deps, ids);
      this.#isFailing = false;
      for (const subject of some) {
        const reading = readings.get(subject.id);
        if (!reading) for (const reader of [...subject.readers]) reader.end();
        else if (isNewer({ readAt }, subject)) await this.#tell(subject, { reading, readAt });
      }
    } catch (error) {
      // Readers keep what they were told; the next read that succeeds tells what has changed.
      if (!this.#isFailing) log.warn({ err: error }, "What live streams tell can't be read");
      this.#isFailing = true;
    }
  }

  async #tell(subject: Subject, read: Read): Promise<void> {
    Object.assign(subject, read);
    const now = this.#deps.clock.now();
    const state = JSON.stringify(read.reading(now));
    if (state === subject.told) return;
    subject.told = state;
    await this.#sendAll(subject.readers, Buffer.from(eventOf(subject, now)));
  }

  async #sendAll(readers: Iterable<LiveReader>, text: Buffer): Promise<void> {
    // Copied, because readers come and go between the turns; who came meanwhile knows it already.
    for (const reader of [...readers]) {
      reader.send(text);
      this.#writes += 1;
      if (this.#writes % WRITES_A_TURN === 0) await nextTurn();
    }
  }
}

/** Whether a read began after the one whose result is known. */
const isNewer = (one: Pick<Read, "readAt">, known: Read): boolean => one.readAt >= known.readAt;

const eventOf = ({ kind, reading }: Subject, now: Date): string =>
  `event: ${kind}\ndata: ${JSON.stringify({ ...reading(now), now: now.toISOString() })}\n\n`;

const keyOf = (kind: LiveKind, id: string): string => `${kind}/${id}`;
