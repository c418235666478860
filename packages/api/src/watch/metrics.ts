import type { CounterName, Metrics } from "@sunchak/core";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const helps: Record<CounterName, string> = {
  coupons_issued: "Coupons issued",
  coupon_lock_busy: "Coupon calls turned away because another one held the lock",
  coupon_lock_unavailable: "Coupon calls that went on without the lock's store",
  orders_placed: "Orders placed",
  orders_paid: "Orders paid",
  orders_refunded: "Orders refunded",
  exports_delivered: "Order exports delivered",
  exports_failed: "Tries to deliver an order export that failed",
  exports_dead: "Order exports given up",
  export_wake_ups_lost:
    "Order exports that Inngest was not told of, so that the sweep has to find them",
  alarms_sent: "Alarms that push services took",
  alarms_failed: "Tries to send an alarm that failed",
  messages_sent: "Mail and webhook messages that were taken",
  messages_failed: "Tries to send a message that failed, and were not the last",
  messages_dead: "Messages given up",
};

/** Upper bounds in seconds: a call takes milliseconds, and a transaction 10 s at most. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a process has done since it was started. */
export interface Meters {
  registry: Registry;
  /** The domain's counters. */
  metrics: Metrics;
  /** Answered requests, and how many seconds each took; the route is a template, never a path. */
  requests: Histogram<"method" | "route" | "status">;
  /** Refused calls; each call of a batch counts. */
  refusals: Counter<"code">;
  /** Live streams that are open. */
  streams: Gauge;
  /** Live streams ended because their client did not read. */
  droppedStreams: Counter;
  /** How many seconds each attempt to take a lock took. */
  lockWaits: Histogram<"outcome">;
  /** Answers of pages that are kept: current ones, those that waited for a render, and older ones. */
  keptPages: Counter<"served">;
  /** How many seconds each render of a kept page took, and what became of it. */
  pageRenders: Histogram<"outcome">;
  /** Shows how many bytes the kept pages take, as `read` says. */
  watchKeptBytes(read: () => number): void;
}

/** The domain's counters `sunchak_<name>_total`, the transport's, and the process's own metrics. */
export function createMeters(): Meters {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counters = new Map<CounterName, Counter>();
  for (const [name, help] of Object.entries(helps) as [CounterName, string][]) {
    counters.set(name, new Counter({ name: `sunchak_${name}_total`, help, registers }));
  }
  return {
    registry,
    metrics: { count: (name) => counters.get(name)?.inc() },
    requests: new Histogram({
      name: "sunchak_http_request_duration_seconds",
      help: "Answered requests by route",
      labelNames: ["method", "route", "status"],
      buckets,
      registers,
    }),
    refusals: new Counter({
      name: "sunchak_refused_calls_total",
      help: "Refused calls by code",
      labelNames: ["code"],
      registers,
    }),
    streams: new Gauge({
      name: "sunchak_live_streams",
      help: "Live streams that this process keeps open",
      registers,
    }),
    droppedStreams: new Counter({
      name: "sunchak_live_streams_dropped_total",
      help: "Live streams ended because their client did not read",
      registers,
    }),
    lockWaits: new Histogram({
      name: "sunchak_lock_wait_seconds",
      help: "Tries to take a coupon lock by outcome: taken, busy or failed",
      labelNames: ["outcome"],
      buckets: [0.001, 0.0025, ...buckets.filter((seconds) => seconds <= 1)],
      registers,
    }),
    keptPages: new Counter({
      name: "sunchak_kept_pages_total",
      help: "Answers of kept pages: fresh, rendered for this answer, or older",
      labelNames: ["served"],
      registers,
    }),
    pageRenders: new Histogram({
      name: "sunchak_page_render_seconds",
      help: "Renders of kept pages by outcome: kept, failed, or personal after all",
      labelNames: ["outcome"],
      buckets,
      registers,
    }),
    watchKeptBytes(read) {
      new Gauge({
        name: "sunchak_kept_page_bytes",
        help: "How much memory the kept pages take, at most",
        registers,
        collect() {
          this.set(read());
        },
      });
    },
  };
}
