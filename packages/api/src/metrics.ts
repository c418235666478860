import type { CounterName, Metrics } from "@sunchak/core";
import { Counter, collectDefaultMetrics, Registry } from "prom-client";

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
};

/** The domain's counters, `sunchak_<name>_total`, and the process's own figures. */
export function createMetrics(): { metrics: Metrics; registry: Registry } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = new Map<CounterName, Counter>();
  for (const [name, help] of Object.entries(helps) as [CounterName, string][]) {
    counters.set(name, new Counter({ name: `sunchak_${name}_total`, help, registers: [registry] }));
  }
  return { metrics: { count: (name) => counters.get(name)?.inc() }, registry };
}
