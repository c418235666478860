import { performance } from "node:perf_hooks";
import type { Database } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { rest } from "../rest.ts";
import { readSetting, type SettingClient, writeSetting } from "../setting/settings.ts";
import { onSnapshot } from "./count-sold.ts";
import { eachInTurn } from "./each-in-turn.ts";
import { type RecountReport, rankingDays, recountReportOutput } from "./schema.ts";
import { deleteSlices } from "./slices.ts";
import {
  changeByHours,
  findSums,
  Overtaken,
  type StoredSums,
  startSums,
  storeSums,
  textOf,
  untilNotOvertaken,
} from "./stored-sums.ts";
import { extendSums, isComplete, isFarBehind, moveSums, type SpanSums, soldIn } from "./sums.ts";

const KEY = "ranking.recount";

/** A recount that has just ended is not begun again in the same night, in milliseconds. */
const A_NIGHT_MS = 20 * 3_600_000;

/** How many products a report names. */
const SHOWN = 20;

/** What the last recount of the sums found; null before the first. */
export const getRecountReport = ({ db }: Pick<Deps, "db">): Promise<RecountReport | null> =>
  findRecountReport(db.client);

export const findRecountReport = (client: SettingClient): Promise<RecountReport | null> =>
  readSetting(client, KEY, recountReportOutput);

/** Deletes the report, and returns it. The next recount does not wait for its time then. */
export async function forgetRecountReport(client: SettingClient): Promise<RecountReport | null> {
  const report = await findRecountReport(client);
  await client.setting.deleteMany({ where: { key: KEY } });
  return report;
}

/**
 * Counts all that the ranking's sums hold once more, compares, and stores a report. Sums that differ
 * are replaced by what was counted. It rests after each hour for as long as counting it took, and
 * while the process is busy; a run that is stopped or killed is continued by the next.
 * @returns the report; null when there is nothing to do, or not to the end.
 */
export async function recountSums(
  deps: Pick<Deps, "db" | "clock" | "log">,
  { signal }: { signal?: AbortSignal } = {},
): Promise<RecountReport | null> {
  const { db, clock } = deps;
  const current = await findSums(db.client, "current");
  if (!current || !isComplete(current)) return null;
  const begun = await findSums(db.client, "recount");
  const last = await findRecountReport(db.client);
  if (!begun && !isDue(deps, last)) return null;
  const sums =
    begun && begun.windowEnd <= current.windowEnd && !isFarBehind(begun, current.windowEnd)
      ? begun
      : startSums(current.windowEnd, clock.now(), begun?.version);
  const counting = changeByHours(db, "recount", sums, signal, async () => {
    const since = performance.now();
    const isLast = await onSnapshot(db, (queries) => extendSums(queries, sums));
    const took = performance.now() - since;
    sums.countingMs += took;
    if (!isLast) await rest(took, signal);
    return isLast;
  });
  try {
    if (!(await counting)) return null;
    await storeSums(db.client, "recount", sums, await textOf(sums));
    sums.version += 1;
  } catch (error) {
    // Of two recounts at once, one goes on.
    if (error instanceof Overtaken) return null;
    throw error;
  }
  return compare(deps, sums, last);
}

const isDue = ({ clock }: Pick<Deps, "clock">, last: RecountReport | null): boolean =>
  !last || Math.abs(clock.now().getTime() - Date.parse(last.checkedAt)) >= A_NIGHT_MS;

/** @returns null when another process has compared the same, or a later, recount. */
async function compare(
  deps: Pick<Deps, "db" | "clock" | "log">,
  sums: StoredSums,
  last: RecountReport | null,
): Promise<RecountReport | null> {
  const { db, clock, log } = deps;
  return untilNotOvertaken(async () => {
    const current = await findSums(db.client, "current");
    if (!current || !isComplete(current)) return null;
    // A clock that was ahead was put right meanwhile. The next recount begins anew.
    if (sums.windowEnd > current.windowEnd) return null;
    while (!(await onSnapshot(db, (queries) => moveSums(queries, sums, current.windowEnd))));
    const ids = [...new Set([...current.byProduct.keys(), ...sums.byProduct.keys()])];
    const differing: Difference[] = [];
    await eachInTurn(ids, (id) => {
      const difference = findDifference(id, current, sums);
      if (difference) differing.push(difference);
    });
    const report: RecountReport = {
      startedAt: sums.startedAt.toISOString(),
      checkedAt: clock.now().toISOString(),
      durationMs: Math.round(sums.countingMs),
      agrees: differing.length === 0,
      products: ids.length,
      differingCount: differing.length,
      differing: await named(db, differing.slice(0, SHOWN)),
    };
    // The sums may differ because a slice is wrong.
    if (!report.agrees) await deleteSlices(db);
    const text = report.agrees ? "" : await textOf(sums);
    const isFirst = await db.transaction(async (tx) => {
      const { version } = sums;
      const { count } = await tx.rankingSum.deleteMany({ where: { name: "recount", version } });
      // Its report may have named a difference that it has mended since.
      const kept = await findRecountReport(tx);
      if (count === 0 || kept?.checkedAt !== last?.checkedAt) return false;
      if (!report.agrees) {
        await storeSums(tx, "current", { ...sums, version: current.version }, text);
      }
      await writeSetting(tx, deps, KEY, report);
      return true;
    });
    if (!isFirst) return null;
    if (!report.agrees) {
      const { differing } = report;
      log.error({ differing }, "the ranking's sums differed from a recount and were replaced");
    }
    return report;
  });
}

type Difference = Omit<RecountReport["differing"][number], "name" | "nameEn">;

/** The shortest window in which a product's sums differ, or the one before it. */
function findDifference(
  productId: string,
  current: StoredSums,
  sums: StoredSums,
): Difference | null {
  const none: SpanSums = [];
  const [stored, counted] = [current, sums].map(
    ({ byProduct }) => byProduct.get(productId) ?? none,
  );
  for (const days of rankingDays) {
    for (const before of [false, true]) {
      const [was, is] = [stored, counted].map((each = none) => soldIn(each, days, before));
      if (!was || !is || (was.soldQuantity === is.soldQuantity && was.revenue === is.revenue)) {
        continue;
      }
      return { productId, days, before, stored: was, counted: is };
    }
  }
  return null;
}

async function named(
  { client }: Database,
  differing: Difference[],
): Promise<RecountReport["differing"]> {
  const products = await client.product.findMany({
    where: { id: { in: differing.map(({ productId }) => productId) } },
    select: { id: true, name: true, nameEn: true },
  });
  const byId = new Map(products.map(({ id, ...names }) => [id, names]));
  const unnamed = { name: "", nameEn: "" };
  return differing.map((one) => ({ ...one, ...(byId.get(one.productId) ?? unnamed) }));
}
