import { useEffect, useState } from "react";
import { useServerNow } from "@/live/server-time.ts";

/** The last seconds before an opening have a look of their own. */
export const LAST_SECONDS = 10;
const LAST_MINUTE_S = 60;
/** The longest wait of a timer. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * The seconds until an opening within its last minute, 60 to 1 by the server's clock; null before
 * and after, and while nobody knows the time.
 * @param opensAt an ISO instant; null when nothing is about to open.
 */
export function useLastMinute(opensAt: string | null): number | null {
  const now = useServerNow();
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const time = now();
      const left = opensAt === null || time === null ? 0 : Date.parse(opensAt) - time;
      const isLast = left > 0 && left <= LAST_MINUTE_S * 1_000;
      setSeconds(isLast ? Math.ceil(left / 1_000) : null);
      if (left <= 0) return;
      const wait = isLast ? left % 1_000 || 1_000 : left - LAST_MINUTE_S * 1_000;
      timer = setTimeout(look, Math.min(wait, MAX_TIMER_MS));
    };
    look();
    return () => clearTimeout(timer);
  }, [opensAt, now]);
  return seconds;
}
