import { dropNote, keepNote, readNote } from "@sunchak/web/browser-storage";
import { shopperHere } from "../session/use-shopper.ts";

/** A charge whose outcome the page does not know. */
export interface Charge {
  /** Won. */
  amount: number;
  key: string;
  /** When its button was first pressed, in milliseconds: a retry does not renew the key. */
  at: number;
}

/**
 * Well within the time for which the shop remembers a key; after that, a retry would charge again.
 */
const KEPT_MS = 12 * 3_600_000;

const noteName = () => `sunchak.charge.${shopperHere()}`;

/** Called before the charge, so that the page knows what to retry after a reload. */
export function noteCharge(charge: Charge) {
  keepNote("tab", noteName(), JSON.stringify(charge));
}

/** Forgets a charge whose outcome is known, unless another has been noted since. */
export function forgetCharge({ key }: Charge) {
  if (findUnknownCharge()?.key === key) dropNote("tab", noteName());
}

/** The charge that this tab's last press left unknown; null when its outcome is known. */
export function findUnknownCharge(): Charge | null {
  try {
    const { amount, key, at } = JSON.parse(readNote("tab", noteName()) ?? "") as Record<
      string,
      unknown
    >;
    const isWhole = typeof amount === "number" && typeof key === "string" && typeof at === "number";
    return isWhole && Date.now() - at < KEPT_MS ? { amount, key, at } : null;
  } catch {
    return null;
  }
}
