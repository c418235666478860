import "server-only";
import { setImmediate } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import type { Card } from "./cards.ts";
import { drawCard } from "./draw-card.tsx";
import { versionOf } from "./picture-path.ts";

/** How many pictures a process keeps, of some 60 kB each. */
const KEPT = 200;
/** How many may wait to be drawn: anybody can ask for every product's. */
const WAITING = 8;

const pictures = new LRUCache<string, Promise<Uint8Array<ArrayBuffer>>>({ max: KEPT });
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * A card's picture, drawn once. One at a time is drawn, so that a process that sells is not kept
 * from it.
 * @returns null when too many wait already.
 */
export function findPicture(card: Card): Promise<Uint8Array<ArrayBuffer>> | null {
  const key = versionOf(card);
  const known = pictures.get(key);
  if (known) return known;
  if (waiting >= WAITING) return null;
  waiting += 1;
  const drawn = last
    // Laying out a card keeps the process's one thread busy: others have a turn in between.
    .then(() => setImmediate())
    .then(() => drawCard(card))
    .finally(() => {
      waiting -= 1;
    });
  last = drawn.catch(() => pictures.delete(key));
  pictures.set(key, drawn);
  return drawn;
}
