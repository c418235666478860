import { setTimeout as delay } from "node:timers/promises";
import { retryDelay } from "../../../apps/storefront/src/coupon/retry-delay.ts";
import {
  type Answer,
  expectStatus,
  HttpConnection,
  requestBytes,
  UnexpectedStatus,
} from "../http.ts";
import { openStream, present, type Seen } from "./stream.ts";

/** As the storefront's page: longer than any response of a healthy shop takes, in milliseconds. */
const TIMEOUT_MS = 12_000;
/** A stream's `retry`, and how far reconnecting browsers spread, in milliseconds. */
const RECONNECT_MS = 2_000;
const RECONNECT_SPREAD_MS = 3_000;
/** As the storefront's page: when a press that waits asks for its position, and how rarely again. */
const POSITION_MS = 1_000;
const POSITION_AGAIN_MS = 5_000;
/** When a shopper presses again who was too early, in milliseconds. */
const EARLY_MS = 100;

/** How a shopper's press ended, with times as milliseconds since 1970. */
export interface Outcome {
  /** Null: sold out. */
  coupon: { issuedCouponId: string; number: number } | null;
  pressedAt: number;
  answeredAt: number;
  /** How often the shop said that it is busy, that the drop is not open yet, or nothing. */
  busy: number;
  early: number;
  unanswered: number;
  /** How long each question for the position took, in milliseconds. */
  positions: number[];
}

export interface BrowserOptions {
  /** Of the shop's processes, or of the proxy before them; the first is asked first. */
  urls: string[];
  couponId: string;
  /** As a sign-in gives it. */
  authorization: string;
  localAddress?: string;
}

/**
 * A shopper's browser: one kept-alive connection for its requests, one for the live stream, and one
 * that asks for the position while a press waits.
 */
export class Browser {
  readonly seen: Seen[] = [];
  reconnected = 0;
  #isWatching = false;
  readonly #options: BrowserOptions;
  #urls: string[];
  #open: { url: string; connection: HttpConnection } | undefined;

  constructor(options: BrowserOptions) {
    this.#options = options;
    this.#urls = options.urls;
  }

  /** @throws Error when no answer comes, not even on a new connection to the next process. */
  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    const { authorization } = this.#options;
    const ask = () =>
      this.#send((host) =>
        requestBytes("GET", path, { authorization, headers: { Host: host, ...headers } }),
      );
    const url = this.#url;
    return ask().catch(() => {
      this.#giveUp(url);
      return ask();
    });
  }

  /** Watches the campaign's live stream, and opens it again when it ends. */
  async watch(): Promise<void> {
    const { couponId, localAddress } = this.#options;
    const url = this.#url;
    this.#isWatching = true;
    await openStream(url, `/api/v1/coupons/${couponId}/live`, {
      localAddress,
      onSeen: (seen) => this.seen.push(seen),
      onEnd: () => void this.#reconnect(url),
    });
  }

  async #reconnect(ended: string): Promise<void> {
    this.#giveUp(ended);
    await delay(RECONNECT_MS + Math.random() * RECONNECT_SPREAD_MS);
    const url = this.#url;
    try {
      await this.watch();
      this.reconnected += 1;
    } catch {
      void this.#reconnect(url);
    }
  }

  /** Presses as the storefront's page does: under one key, again and again, until it is over. */
  async press(): Promise<Outcome> {
    const { authorization, couponId } = this.#options;
    const body = { id: couponId, idempotencyKey: crypto.randomUUID() };
    const path = `/api/trpc/coupon.issue?campaign=${couponId}`;
    const outcome = {
      pressedAt: present(),
      busy: 0,
      early: 0,
      unanswered: 0,
      positions: [] as number[],
    };
    for (let tries = 1; ; tries++) {
      const url = this.#url;
      const waiting = new AbortController();
      const asking = this.#askPosition(body, waiting.signal, outcome.positions);
      const answer = await this.#send((host) =>
        requestBytes("POST", path, { authorization, body, headers: { Host: host } }),
      ).catch(() => null);
      const answeredAt = present();
      waiting.abort();
      await asking;
      // A proxy whose process is gone says so in words of its own.
      const isOurs = answer !== null && ![502, 504].includes(answer.status);
      const { result, error } = isOurs ? JSON.parse(answer.body.toString()) : {};
      if (result) {
        const { issuedCouponId, number } = result.data;
        return { ...outcome, coupon: { issuedCouponId, number }, answeredAt };
      }
      switch (error?.data?.code) {
        case "COUPON_SOLD_OUT":
          return { ...outcome, coupon: null, answeredAt };
        case "COUPON_NOT_OPEN":
          outcome.early += 1;
          await delay(EARLY_MS);
          continue;
        case "COUPON_BUSY":
          outcome.busy += 1;
          break;
        case undefined:
        case "TEMPORARILY_UNAVAILABLE":
          outcome.unanswered += 1;
          this.#giveUp(url);
          break;
        default:
          throw new Error(`a press ended with ${answer?.body}`);
      }
      const seconds = error?.data?.details?.retryAfterSeconds;
      await delay(retryDelay(tries, seconds ? seconds * 1000 : null, Math.random()));
    }
  }

  /** Asks how many come before a press while it waits, if the shopper watches. */
  async #askPosition(
    press: { id: string; idempotencyKey: string },
    signal: AbortSignal,
    took: number[],
  ): Promise<void> {
    if (!this.#isWatching) return;
    const { authorization, localAddress } = this.#options;
    const url = this.#url;
    const path = `/api/trpc/coupon.position?input=${encodeURIComponent(JSON.stringify(press))}&campaign=${press.id}`;
    const request = requestBytes("GET", path, {
      authorization,
      headers: { Host: new URL(url).host },
    });
    let connection: HttpConnection | undefined;
    for (let wait = POSITION_MS; ; wait = POSITION_AGAIN_MS) {
      await delay(wait * (1 + Math.random()), undefined, { signal }).catch(() => {});
      if (signal.aborted) break;
      const since = performance.now();
      try {
        connection ??= await HttpConnection.open(url, localAddress);
        expectStatus(await connection.send(request), 200);
      } catch (error) {
        // A process that does not answer is the press's own matter.
        if (!(error instanceof UnexpectedStatus)) break;
        throw error;
      }
      took.push(performance.now() - since);
    }
    connection?.close();
  }

  get #url(): string {
    return this.#urls[0] ?? "";
  }

  /** Asks the next process when this one does not answer, as a proxy does. */
  #giveUp(url: string): void {
    if (url === this.#url) this.#urls = [...this.#urls.slice(1), url];
  }

  async #send(requestTo: (host: string) => Buffer): Promise<Answer> {
    const connection = await this.#connect();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("no answer in time")), TIMEOUT_MS);
    });
    try {
      return await Promise.race([connection.send(requestTo(new URL(this.#url).host)), late]);
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** A browser keeps its connection while the server does. */
  async #connect(): Promise<HttpConnection> {
    const url = this.#url;
    if (this.#open?.url !== url || !this.#open.connection.isOpen) {
      this.#open?.connection.close();
      const connection = await HttpConnection.open(url, this.#options.localAddress);
      this.#open = { url, connection };
    }
    return this.#open.connection;
  }
}
