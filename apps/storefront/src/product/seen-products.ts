import { dropNote, keepNote, readNote } from "@sunchak/web/browser-storage";

/** They are the browser's, whoever is signed in. */
const SEEN = "sunchak.seen";
/** One more than is shown: the product on the page is left out. */
const MAX_SEEN = 13;

const isId = (one: unknown): one is string => typeof one === "string" && /^[\w-]{1,64}$/.test(one);

/** The ids of the products seen in this browser: the last first, each once. */
export function readSeen(): string[] {
  try {
    const kept: unknown = JSON.parse(readNote("browser", SEEN) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isId).slice(0, MAX_SEEN) : [];
  } catch {
    return [];
  }
}

/** Keeps a product as the last one seen. */
export function keepSeen(productId: string): void {
  const others = readSeen().filter((id) => id !== productId);
  keepNote("browser", SEEN, JSON.stringify([productId, ...others].slice(0, MAX_SEEN)));
}

export const dropSeen = () => dropNote("browser", SEEN);
