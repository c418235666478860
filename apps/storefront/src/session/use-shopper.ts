import { keepNote, readNote } from "@sunchak/web/browser-storage";
import { pause } from "@sunchak/web/offline";
import { useSyncExternalStore } from "react";
import { call } from "../trpc/call.ts";

/** Who is signed in, as far as a page may know. */
interface Shopper {
  id: string;
  name: string;
  email: string;
}

/** Whose document this is. Pages are the same for everybody, so each document has to ask. */
export type ShopperHere =
  | { state: "asking" }
  | { state: "visitor" }
  | ({ state: "shopper" } & Shopper);

const asking: ShopperHere = { state: "asking" };

/** Where the browser's documents tell each other who came last: an id, empty for a visitor. */
const LAST = "sunchak.shopper";

/** The waits between reads without an answer, in milliseconds. */
const MIN_WAIT_MS = 1_000;
const MAX_WAIT_MS = 30_000;

let here: ShopperHere = asking;
let reading: Promise<void> | undefined;
let watching = false;
const listeners = new Set<() => void>();

const idOf = (one: ShopperHere) => (one.state === "shopper" ? one.id : "");

const isRenamed = (one: ShopperHere, other: ShopperHere) =>
  one.state === "shopper" &&
  other.state === "shopper" &&
  one.id === other.id &&
  one.name !== other.name;

/** The id of this document's shopper; empty for a visitor, and while nobody knows yet. */
export const shopperHere = (): string => idOf(here);

/**
 * Says whose document this is. A document belongs to one shopper: if it turns out to be another's,
 * it is loaded anew, so that nothing of the first stays in memory.
 */
export function tellShopper(shopper: Shopper | null): void {
  const told: ShopperHere = shopper ? { state: "shopper", ...shopper } : { state: "visitor" };
  keepNote("browser", LAST, idOf(told));
  if (here.state === "asking" || isRenamed(here, told)) {
    here = told;
    for (const listener of listeners) listener();
  } else if (idOf(told) !== idOf(here)) window.location.reload();
}

/** Asks the server whose document this is, until it answers. */
export function readShopper(): Promise<void> {
  reading ??= untilTold().finally(() => {
    reading = undefined;
  });
  return reading;
}

async function untilTold(): Promise<void> {
  for (let wait = MIN_WAIT_MS; ; wait = Math.min(2 * wait, MAX_WAIT_MS)) {
    try {
      return tellShopper(await call("GET", ["session", "me"]));
    } catch {
      // At random, so that thousands of pages do not all come back in one moment.
      await pause(wait * (0.5 + Math.random()));
    }
  }
}

/** Loads the document anew when another document has met somebody else since. */
function leaveIfAnother() {
  if (here.state === "asking") return;
  const last = readNote("browser", LAST) ?? shopperHere();
  if (last !== shopperHere()) window.location.reload();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (!watching) {
    watching = true;
    window.addEventListener("storage", leaveIfAnother);
    window.addEventListener("pageshow", leaveIfAnother);
  }
  if (here.state === "asking") void readShopper();
  return () => void listeners.delete(listener);
}

/**
 * Who is signed in here, read once per document however many components ask. It changes once: from
 * `asking` to what the server says, and whenever the shopper takes another name. A sign-in, a
 * sign-out or the session's end loads the document anew.
 */
export const useShopper = (): ShopperHere =>
  useSyncExternalStore(
    subscribe,
    () => here,
    () => asking,
  );
