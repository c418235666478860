import { useEffect, useEffectEvent, useState } from "react";
import { findPosition } from "./calls.ts";
import type { Asking } from "./use-drop.ts";

/** A press that waits longer than this asks for its position; the next times are rarer. */
const FIRST_MS = 1_000;
const AGAIN_MS = 5_000;

/**
 * How many come before the shopper while the shop keeps them waiting; null while nobody knows. It
 * goes down as the coupons do, so that a thousand who wait need not ask all the time.
 * @param left the coupons left.
 */
export function usePosition(campaignId: string, asking: Asking, left: number): number | null {
  const [place, setPlace] = useState<{ before: number; left: number } | null>(null);
  const key = asking.state === "asking" ? asking.key : null;
  const take = useEffectEvent((found: { before: number } | null) =>
    setPlace(found && { before: found.before, left }),
  );

  useEffect(() => {
    if (key === null) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const found = await findPosition(campaignId, key).catch(() => null);
      if (isOver) return;
      take(found);
      timer = setTimeout(look, AGAIN_MS * (1 + Math.random()));
    };
    timer = setTimeout(look, FIRST_MS * (1 + Math.random()));
    return () => {
      isOver = true;
      clearTimeout(timer);
      setPlace(null);
    };
  }, [campaignId, key]);

  return place && Math.max(0, place.before - (place.left - left));
}
