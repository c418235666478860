import { listedAt } from "../campaign/campaign-phase.ts";
import type { Deps } from "../deps.ts";
import { LOW_STOCK } from "../product/schema.ts";
import { within } from "../within.ts";
import { findComputedAlerts } from "./list-alerts.ts";
import type { AlertRules, ToldKind } from "./schema.ts";

/** How long a store may take to answer, in milliseconds. */
const PATIENCE_MS = 2_000;

/** Of a PostgreSQL server's connections; beyond it, new processes find none. */
const CONNECTIONS_SHARE = 0.9;

/** More products than this are no news. */
const MOST_PRODUCTS = 1_000;

/** Something that holds now. */
export interface Found {
  kind: ToldKind;
  subjectId: string | null;
  since: Date;
}

export type FindDeps = Pick<Deps, "db" | "clock" | "dataPlatform" | "lock" | "freeSpace">;

/** All that holds now, and the kinds of which this process could not find out. */
export async function findTold(
  deps: FindDeps,
  rules: AlertRules,
): Promise<{ found: Found[]; unknown: ToldKind[] }> {
  const now = deps.clock.now();
  const [alerts, soldOut, low, disk, database, lock] = await Promise.all([
    findComputedAlerts(deps),
    findSoldOut(deps, now),
    findLow(deps),
    isDiskShort(deps, rules.diskFreePercent),
    isDatabaseShort(deps),
    isLockStoreGone(deps),
  ]);
  const measured = { diskShort: disk, databaseShort: database, lockStoreGone: lock };
  const kinds = Object.entries(measured) as [keyof typeof measured, boolean | null][];
  const found: Found[] = [
    ...alerts.map(({ kind, ageSeconds }) => ({
      kind,
      subjectId: null,
      since: new Date(now.getTime() - (ageSeconds ?? 0) * 1_000),
    })),
    ...soldOut.map(({ id }) => ({ kind: "dropSoldOut" as const, subjectId: id, since: now })),
    ...low.map(({ id }) => ({ kind: "stockLow" as const, subjectId: id, since: now })),
    ...kinds.flatMap(([kind, isOn]) => (isOn ? [{ kind, subjectId: null, since: now }] : [])),
  ];
  return { found, unknown: kinds.flatMap(([kind, isOn]) => (isOn === null ? [kind] : [])) };
}

const findSoldOut = ({ db }: FindDeps, now: Date) =>
  db.client.couponCampaign.findMany({
    where: {
      ...listedAt(now),
      issuedCount: { gte: db.client.couponCampaign.fields.totalQuantity },
    },
    select: { id: true },
  });

/** Those low on stock, by each product's own bound, and those sold out. */
const findLow = ({ db }: FindDeps) =>
  db.client.$queryRaw<{ id: string }[]>`
    SELECT id FROM products
    WHERE archived_at IS NULL AND stock <= COALESCE(low_stock, ${LOW_STOCK})
    ORDER BY id LIMIT ${MOST_PRODUCTS}`;

async function isDiskShort({ freeSpace }: FindDeps, percent: number): Promise<boolean | null> {
  const share = await freeSpace?.().catch(() => null);
  return share === null || share === undefined ? null : share * 100 < percent;
}

/**
 * A SQLite database has no connections that others could take, and is short when the disk is. (In
 * pg_stat_activity a plain user does not see which are the server's own processes.)
 */
async function isDatabaseShort({ db }: FindDeps): Promise<boolean> {
  if (db.provider !== "postgresql") return false;
  const [row] = await db.client.$queryRaw<{ used: number; most: number }[]>`
    SELECT (SELECT sum(numbackends) FROM pg_stat_database)::int AS used,
      current_setting('max_connections')::int AS most`;
  return row !== undefined && row.used > row.most * CONNECTIONS_SHARE;
}

async function isLockStoreGone({ lock }: FindDeps): Promise<boolean> {
  try {
    return (await within(PATIENCE_MS, lock.release("lock:health", "nobody"))) === undefined;
  } catch {
    return true;
  }
}
