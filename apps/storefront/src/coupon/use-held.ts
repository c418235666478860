import { useWaking } from "@sunchak/web/use-waking";
import { useCallback, useEffect, useState } from "react";
import { findHeld } from "./calls.ts";

type Held = Awaited<ReturnType<typeof findHeld>>;

/** The shopper's coupon of a campaign; null when there is none, and while nobody knows. */
export function useHeld(campaignId: string, isSignedIn: boolean): Held {
  const [held, setHeld] = useState<Held>(null);
  const read = useCallback(async () => {
    if (!isSignedIn) return;
    try {
      setHeld(await findHeld(campaignId));
    } catch {
      // A press asks the shop as well; the next waking reads again.
    }
  }, [campaignId, isSignedIn]);
  useEffect(() => void read(), [read]);
  useWaking(read);
  return held;
}
