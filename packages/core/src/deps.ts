import type { Database, Reader } from "@sunchak/db";
import type { LockDriver } from "@sunchak/lock";
import type { PushService } from "./alarm/push-service.ts";
import type { Door } from "./coupon/door.ts";
import type { Signer } from "./coupon/signer.ts";
import type { DataPlatform } from "./export/schema.ts";
import type { Mailer, Webhooks } from "./message/senders.ts";

/** Everything the domain needs from outside; made once per process and passed to every function. */
export interface Deps {
  db: Database;
  lock: LockDriver;
  door: Door;
  signer: Signer;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  relay: Relay;
  dataPlatform: DataPlatform;
  /** Sends alarms to shoppers' devices; without it, the shop offers none. */
  push?: PushService;
  /** Sends mail; without it, the shop sends none. What is to be sent goes through `queueMessage`. */
  mail?: Mailer;
  /** Sends signed webhooks; without it, the shop sends none. */
  webhooks?: Webhooks;
  /** The free share of the fullest disk that the shop writes to, 0 to 1; left out: nobody knows. */
  freeSpace?(): Promise<number>;
  /** Counts refused coupons for the admins to see; without it, they are not counted. */
  refusals?: { add(campaignId: string, reason: string): void };
  config: CoreConfig;
}

/** What a function needs that only reads, at once or within a snapshot of several reads. */
export interface Reads extends Pick<Deps, "clock"> {
  db: Reader;
}

export interface CoreConfig {
  /** In won; limits charges and positive adjustments only. */
  maxBalance: number;
  orderExpiresMinutes: number;
  /** The public origin of the admin app, for links in messages. */
  adminUrl: string;
}

export interface Clock {
  now(): Date;
}

export interface Logger {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** Names of the counters that the domain raises. */
export type CounterName =
  | "coupons_issued"
  | "coupon_lock_busy"
  | "coupon_lock_unavailable"
  | "orders_placed"
  | "orders_paid"
  | "orders_refunded"
  | "exports_delivered"
  | "exports_failed"
  | "exports_dead"
  | "export_wake_ups_lost"
  | "alarms_sent"
  | "alarms_failed"
  | "messages_sent"
  | "messages_failed"
  | "messages_dead";

export interface Metrics {
  count(name: CounterName): void;
}

/** Wakes the export of a committed outbox row; the domain does not know how. */
export interface Relay {
  /** Returns at once and never throws: the sweep finds an event whose wake-up was lost. */
  exportReady(eventId: string): void;
}

export const systemClock: Clock = { now: () => new Date() };
