import { useEffect, useState } from "react";
import { findSellOut } from "./calls.ts";

/** Those who are late learn it together; their reads come one by one, within this, in milliseconds. */
const SPREAD_MS = 1_000;

/** When the last coupon was issued, an ISO instant; null while there are some, or nobody knows. */
export function useSellOut(campaignId: string, isSoldOut: boolean): string | null {
  const [at, setAt] = useState<string | null>(null);
  useEffect(() => {
    if (!isSoldOut) return;
    let isOver = false;
    const timer = setTimeout(async () => {
      const found = await findSellOut(campaignId).catch(() => null);
      if (!isOver) setAt(found?.at ?? null);
    }, Math.random() * SPREAD_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
      setAt(null);
    };
  }, [campaignId, isSoldOut]);
  return at;
}
