import { useWaking } from "@sunchak/web/use-waking";
import { useEffect, useSyncExternalStore } from "react";
import { useShopper } from "@/session/use-shopper.ts";
import { call } from "@/trpc/call.ts";

let won: ReadonlySet<string> = new Set();
let reading: Promise<void> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Reads the shopper's coupons once for all that ask meanwhile. Without an answer, the last one stays. */
function readWon(): Promise<void> {
  reading ??= call("GET", ["coupon", "mine"])
    .then(({ items }) => {
      won = new Set(items.map(({ couponId }) => couponId));
      for (const listener of listeners) listener();
    })
    .catch(() => {})
    .finally(() => {
      reading = undefined;
    });
  return reading;
}

/** Whether the shopper has a coupon of a campaign; false while nobody knows. */
export function useWon(campaignId: string): boolean {
  const isShopper = useShopper().state === "shopper";
  useEffect(() => {
    if (isShopper) void readWon();
  }, [isShopper]);
  useWaking(() => {
    if (isShopper) void readWon();
  });
  return useSyncExternalStore(
    subscribe,
    () => won.has(campaignId),
    () => false,
  );
}
