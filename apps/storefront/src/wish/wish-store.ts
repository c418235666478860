import { dropNote, keepNote, readNote } from "@sunchak/web/browser-storage";
import { refusalOf } from "@sunchak/web/refusal";
import { readShopper, shopperHere } from "../session/use-shopper.ts";
import { call } from "../trpc/call.ts";

/** What a press came to; `why` is the code of a refusal, and null when no answer came. */
export type WishOutcome =
  | { done: true; wished: boolean }
  | { done: false; wished: boolean; why: string | null };

/** Where the browser's documents tell each other that wishes have changed. */
const CHANGED = "sunchak.wishes";
/** Where a visitor's wish waits in this tab, until sign-in leads back. */
const LATER = "sunchak.wish";

/** As the shop told last; null while nobody knows. */
let stored: ReadonlySet<string> | null = null;
/** What was pressed, and what the shop has not answered yet. */
const wanted = new Map<string, boolean>();
const sending = new Map<string, Promise<WishOutcome>>();
/** Of the last press, for all that say it. */
let outcome: WishOutcome | null = null;
let reads = 0;
let watching = false;
const listeners = new Set<() => void>();

function tell() {
  for (const listener of listeners) listener();
}

/** Reads the shopper's wishes for all that show them. Without an answer, the last ones stay. */
async function readWishes(): Promise<void> {
  if (shopperHere() === "") return;
  reads += 1;
  const mine = reads;
  const read = await call("GET", ["wish", "ids"]).catch(() => null);
  // A later read or a press knows better, though an earlier one may answer after it.
  if (read === null || mine !== reads) return;
  stored = new Set(read.productIds);
  tell();
}

/**
 * Shows a wish at once, and sends it. Of several presses on one product, the last one counts: each is
 * sent when the one before was answered.
 */
export function setWish(productId: string, wished: boolean): Promise<WishOutcome> {
  wanted.set(productId, wished);
  const sent = sending.get(productId) ?? send(productId);
  sending.set(productId, sent);
  tell();
  return sent;
}

async function send(productId: string): Promise<WishOutcome> {
  let last: WishOutcome = { done: true, wished: false };
  for (;;) {
    const wished = wanted.get(productId);
    if (wished === undefined) break;
    try {
      await call("POST", ["wish", "set"], { productId, wished });
      reads += 1;
      const isAlone = stored === null;
      const others = [...(stored ?? [])].filter((id) => id !== productId);
      stored = new Set(wished ? [...others, productId] : others);
      // The answer that knows the others was overtaken, or never came.
      if (isAlone) void readWishes();
      last = { done: true, wished };
    } catch (error) {
      last = { done: false, wished, why: refusalOf(error)?.code ?? null };
      if (last.why === "UNAUTHENTICATED" && wished) wishLater(productId);
    }
    if (wanted.get(productId) === wished) wanted.delete(productId);
  }
  sending.delete(productId);
  outcome = last;
  tell();
  if (last.done) keepNote("browser", CHANGED, String(Date.now()));
  // Only the shop knows what became of a call without an answer.
  else void readWishes();
  return last;
}

/** Keeps a visitor's wish in this tab, to be made when they come back signed in. */
export const wishLater = (productId: string) => keepNote("tab", LATER, productId);

/** Makes the wish that waits for whoever has just signed in; a visitor has given it up. */
async function begin() {
  await readShopper();
  const later = readNote("tab", LATER);
  if (later !== null) dropNote("tab", LATER);
  await readWishes();
  if (later !== null && shopperHere() !== "") await setWish(later, true);
}

const wake = () => {
  if (document.visibilityState === "visible") void readWishes();
};

/** Calls `listener` at each change. The first listener of a document begins to watch the shop. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!watching) {
    watching = true;
    void begin();
    window.addEventListener("storage", ({ key }) => {
      if (key === CHANGED) void readWishes();
    });
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("online", wake);
  }
  return () => void listeners.delete(listener);
}

/** Whether a product is on the shopper's wish list, as far as this page knows. */
export const isWished = (productId: string): boolean =>
  wanted.get(productId) ?? stored?.has(productId) ?? false;

/** What the last press on this page came to; null before the first. */
export const lastOutcome = (): WishOutcome | null => outcome;
