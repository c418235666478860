import { fromSeoul, inSeoul } from "../seoul.ts";
import type { AlertRules } from "./schema.ts";

const DAY_MS = 24 * 3_600_000;

/** When the quiet hours that an instant is in end; null outside them. They may span midnight. */
export function quietUntil(quiet: AlertRules["quiet"], now: Date): Date | null {
  if (!quiet) return null;
  const local = inSeoul(now);
  const time = local.slice(11, 16);
  const { from, to } = quiet;
  const isQuiet = from < to ? from <= time && time < to : time >= from || time < to;
  const today = fromSeoul(`${local.slice(0, 10)}T${to}`);
  if (!isQuiet || !today) return null;
  return today > now ? today : new Date(today.getTime() + DAY_MS);
}
