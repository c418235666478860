import { dropNote, keepNote, readNote } from "@sunchak/web/browser-storage";
import { shopperHere } from "../account/shopper-here.ts";

/** A charge of which the page does not know whether it was made. */
export interface Charge {
  /** Won. */
  amount: number;
  key: string;
  /** When it was first pressed, in milliseconds: asking anew makes its key no younger. */
  at: number;
}

/** Well within the time for which the shop remembers a key: after it, asking would charge anew. */
const KEPT_MS = 12 * 3_600_000;

const noteName = () => `sunchak.charge.${shopperHere()}`;

/** Noted before the call, so that a reload in the middle of it knows what to ask for. */
export function noteCharge(charge: Charge) {
  keepNote("tab", noteName(), JSON.stringify(charge));
}

export const forgetCharge = () => dropNote("tab", noteName());

/** The charge that this tab's last press left unknown; null when what became of it was told. */
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
