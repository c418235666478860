import { promisify } from "node:util";
import { constants, deflate, inflate } from "node:zlib";
import type { Database, Transaction } from "@sunchak/db";
import { eachInTurn } from "./each-in-turn.ts";
import { storeSlices } from "./slices.ts";
import { beginSums, type SpanSums, type Sums, type SumsName } from "./sums.ts";

const [zip, unzip] = [promisify(deflate), promisify(inflate)];

/** How many hours are counted before the sums are stored, when there is much to count. */
const HOURS_A_STORE = 24;

/** Sums as they are stored; version 0 means not yet. */
export interface StoredSums extends Sums {
  version: number;
  startedAt: Date;
  /** How long counting from scratch has taken, in milliseconds. */
  countingMs: number;
}

/** Somebody else has changed the sums since they were read. */
export class Overtaken extends Error {}

/** Does the work again, from what is stored now, for as long as it is overtaken. */
export async function untilNotOvertaken<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }
}

/** Empty sums, which may take the place of those with that version. */
export const startSums = (windowEnd: Date, startedAt: Date, version = 0): StoredSums => ({
  ...beginSums(windowEnd),
  version,
  startedAt,
  countingMs: 0,
});

/** The stored sums; null when there are none. */
export async function findSums(
  client: Pick<Transaction, "rankingSum">,
  name: SumsName,
): Promise<StoredSums | null> {
  const row = await client.rankingSum.findUnique({ where: { name } });
  if (!row) return null;
  const { sums, ...rest } = row;
  const byProduct = new Map<string, SpanSums>();
  const lines = (await unzip(Buffer.from(sums, "base64"))).toString();
  await eachInTurn(lines === "" ? [] : lines.split("\n"), (line) => {
    const [productId, spans] = JSON.parse(line) as [string, SpanSums];
    byProduct.set(productId, spans);
  });
  return { ...rest, byProduct, slices: [] };
}

/**
 * Stores the sums; their version is one higher then.
 * @param text of {@link textOf}, made before a transaction: it takes a while.
 * @throws Overtaken
 */
export async function storeSums(
  tx: Pick<Transaction, "$executeRaw">,
  name: SumsName,
  { version, windowEnd, settledUntil, countedFrom, startedAt, countingMs }: StoredSums,
  text: string,
): Promise<void> {
  const ms = Math.round(countingMs);
  // Sums that were stored and are gone were deleted on purpose, so they don't come back.
  const stored =
    version === 0
      ? await tx.$executeRaw`
          INSERT INTO ranking_sums (name, version, window_end, settled_until, counted_from, started_at, counting_ms, sums)
          VALUES (${name}, 1, ${windowEnd}, ${settledUntil}, ${countedFrom}, ${startedAt}, ${ms}, ${text})
          ON CONFLICT (name) DO NOTHING`
      : await tx.$executeRaw`
          UPDATE ranking_sums SET version = ${version + 1}, window_end = ${windowEnd},
            settled_until = ${settledUntil}, counted_from = ${countedFrom},
            started_at = ${startedAt}, counting_ms = ${ms}, sums = ${text}
          WHERE name = ${name} AND version = ${version}`;
  if (stored === 0) throw new Overtaken();
}

/** A line of JSON for each product, zipped: in a large shop, writing ten megabytes takes a while. */
export async function textOf({ byProduct }: Sums): Promise<string> {
  const lines: string[] = [];
  await eachInTurn(byProduct, (each) => lines.push(JSON.stringify(each)));
  const zipped = await zip(lines.join("\n"), { level: constants.Z_BEST_SPEED });
  return zipped.toString("base64");
}

/**
 * Changes the sums hour by hour, and stores them on the way, so that a killed run is continued by the
 * next one.
 * @param step changes the sums by an hour, and returns whether it was the last.
 * @returns whether the last was reached; false when the signal stopped it.
 * @throws Overtaken
 */
export async function changeByHours(
  db: Database,
  name: SumsName,
  sums: StoredSums,
  signal: AbortSignal | undefined,
  step: () => Promise<boolean>,
): Promise<boolean> {
  for (let hours = 1; ; hours++) {
    const isLast = await step();
    // These are right whatever becomes of the sums. A recount has no use for them.
    if (name === "current") await storeSlices(db.client, sums.slices);
    sums.slices = [];
    if (isLast) return true;
    const isStopped = signal?.aborted === true;
    if (isStopped || hours % HOURS_A_STORE === 0) {
      await storeSums(db.client, name, sums, await textOf(sums));
      sums.version += 1;
    }
    if (isStopped) return false;
  }
}
