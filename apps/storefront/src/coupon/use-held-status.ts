import type { CouponStatus } from "@sunchak/core/schema";
import { useWaking } from "@sunchak/web/use-waking";
import { useEffect, useSyncExternalStore } from "react";
import { useShopper } from "@/session/use-shopper.ts";
import { call } from "@/trpc/call.ts";

let held: ReadonlyMap<string, CouponStatus> = new Map();
let reading: Promise<void> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Reads the shopper's coupons once for all that ask meanwhile. Without an answer, the last one stays. */
function readHeld(): Promise<void> {
  reading ??= call("GET", ["coupon", "mine"])
    .then(({ items }) => {
      held = new Map(items.map(({ couponId, status }) => [couponId, status]));
      for (const listener of listeners) listener();
    })
    .catch(() => {})
    .finally(() => {
      reading = undefined;
    });
  return reading;
}

/** What became of the shopper's coupon of a campaign; null when there is none, and while nobody knows. */
export function useHeldStatus(campaignId: string): CouponStatus | null {
  const isShopper = useShopper().state === "shopper";
  useEffect(() => {
    if (isShopper) void readHeld();
  }, [isShopper]);
  useWaking(() => {
    if (isShopper) void readHeld();
  });
  return useSyncExternalStore(
    subscribe,
    () => held.get(campaignId) ?? null,
    () => null,
  );
}
