/**
 * At least half a second between retries, so that a rush of shoppers does not overload the shop.
 */
const FLOOR_MS = 500;
const SPREAD_MS = 900;

/**
 * How long to wait before asking for a coupon again, in milliseconds. It is never less than the
 * server asked for. A random part is added, wider with each try, so that shoppers do not come back
 * together.
 * @param random from 0 to 1
 */
export function retryDelay(tries: number, retryAfterMs: number | null, random: number): number {
  return Math.max(FLOOR_MS, retryAfterMs ?? 0) + random * SPREAD_MS * Math.min(tries, 4);
}
