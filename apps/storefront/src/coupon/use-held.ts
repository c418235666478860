import { useWaking } from "@sunchak/web/use-waking";
import { useCallback, useEffect, useState } from "react";
import { findHeld } from "./calls.ts";
import type { Asking } from "./use-drop.ts";

type Held = Awaited<ReturnType<typeof findHeld>>;

/** After these, an earlier press may have got the coupon, or may still get it. */
const askedAfter: Record<Asking["state"], boolean> = {
  idle: false,
  asking: false,
  waiting: false,
  issued: false,
  already: true,
  soldOut: false,
  notOpen: false,
  stopped: true,
  refused: false,
  later: true,
};

/** The shopper's coupon of a campaign; null when there is none, and while nobody knows. */
export function useHeld(campaignId: string, isSignedIn: boolean, asking: Asking): Held {
  const [held, setHeld] = useState<Held>(null);
  const read = useCallback(async () => {
    if (!isSignedIn) return;
    try {
      const found = await findHeld(campaignId);
      // A coupon that was there stays; an answer without one is only older.
      if (found) setHeld(found);
    } catch {
      // A press asks the shop as well; the next waking reads again.
    }
  }, [campaignId, isSignedIn]);
  useEffect(() => void read(), [read]);
  useEffect(() => {
    if (askedAfter[asking.state]) void read();
  }, [read, asking.state]);
  useWaking(read);
  return held;
}
