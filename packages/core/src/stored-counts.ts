import type { Database, Transaction } from "@sunchak/db";
import { z } from "zod";
import type { Deps } from "./deps.ts";
import { newId } from "./ids.ts";
import { readSetting, writeSetting } from "./setting/settings.ts";

/**
 * The counts of hours, days and months that are over are stored in their order, because they no
 * longer change. A repair of a broken row does change them: it forgets them all, and they are counted
 * anew. The setting is another after each repair, so nothing that was counted before it is stored
 * after it.
 */
const KEY = "counts.version";

/** Forgets what is stored, in the transaction of a repair. */
export async function forgetCounts(tx: Transaction, deps: Pick<Deps, "clock">): Promise<void> {
  await writeSetting(tx, deps, KEY, newId(deps.clock));
  await tx.salesHour.deleteMany();
  await tx.reportPeriod.deleteMany();
}

/** Read it before anything is counted. */
export async function countsVersion({ db, clock }: Pick<Deps, "db" | "clock">): Promise<string> {
  await db.client.$executeRaw`
    INSERT INTO settings (key, value, updated_at)
    VALUES (${KEY}, ${JSON.stringify(newId(clock))}, ${clock.now()}) ON CONFLICT (key) DO NOTHING`;
  return (await readSetting(db.client, KEY, z.string())) ?? "";
}

/**
 * Stores what was counted since {@link countsVersion} returned this version. It waits for a repair
 * that is under way.
 * @returns false when there was a repair; then nothing is stored.
 */
export const storeCounts = (
  db: Pick<Database, "transaction">,
  version: string,
  store: (tx: Transaction) => Promise<unknown>,
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const same = await tx.$executeRaw`
      UPDATE settings SET value = value WHERE key = ${KEY} AND value = ${JSON.stringify(version)}`;
    if (same === 0) return false;
    await store(tx);
    return true;
  });
