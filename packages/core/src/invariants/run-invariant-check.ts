import { readerOn, type Transaction } from "@sunchak/db";
import { audited, findKeptResponse } from "../audit/audited.ts";
import type { Deps, Reads } from "../deps.ts";
import { newId } from "../ids.ts";
import { rest } from "../rest.ts";
import { readSetting, type SettingClient, writeSetting } from "../setting/settings.ts";
import type { Acting } from "../user/schema.ts";
import { beginCheck, continueCheck, findBroken, resultOf } from "./check-invariants.ts";
import {
  type BrokenRow,
  brokenKinds,
  type CheckProgress,
  type InvariantCheck,
  invariantCheck,
  invariantNumbers,
  keptProgress,
  type LastInvariantCheck,
  ROWS_SHOWN,
} from "./schema.ts";

const LAST = "invariants.last";
const PROGRESS = "invariants.progress";

/** What an older check has found may have been mended since, in milliseconds. */
const TOO_OLD_MS = 3_600_000;

type CheckDeps = Pick<Deps, "db" | "clock" | "config" | "log">;

/** Checks the shop's invariants for an admin, who waits for it, and stores what was found. */
export async function runInvariantCheck(deps: CheckDeps, asked: Acting): Promise<InvariantCheck> {
  const call = { action: "invariant.check", subjectType: "invariant" } as const;
  const kept = await findKeptResponse<InvariantCheck>(deps, asked, call);
  if (kept) return kept.response;
  const progress = beginCheck(deps.clock.now());
  await continueCheck(deps.db, deps.config, progress, async () => true);
  const rows = await stillBroken(deps, progress.rows);
  const check = await audited(deps, asked, call, async (tx, record) => {
    const stored = await storeCheck(tx, deps, progress, rows);
    record({ subjectId: "all", after: { holds: stored.holds } });
    return stored;
  });
  tell(deps, check);
  return check;
}

/**
 * Checks the shop's invariants, on a schedule. It rests after each slice for as long as that took,
 * and while the process is busy; a run that is stopped or killed is continued by the next.
 * @returns what was found; null when the run did not come to its end, or another goes on with it.
 */
export async function checkInvariantsBySchedule(
  deps: CheckDeps,
  { signal }: { signal?: AbortSignal } = {},
): Promise<InvariantCheck | null> {
  const { db, clock } = deps;
  const begun = await readSetting(db.client, PROGRESS, keptProgress);
  const age = begun && clock.now().getTime() - Date.parse(begun.startedAt);
  // A clock that was ahead has put the time into the future.
  const goesOn = begun !== null && age !== null && age >= 0 && age < TOO_OLD_MS;
  // Of two runs at once, the one that took the progress last goes on.
  const progress = {
    ...(goesOn ? begun : beginCheck(clock.now())),
    run: newId(clock),
  };
  await writeSetting(db.client, deps, PROGRESS, progress);
  let stored = JSON.stringify(progress);
  let isTaken = false;
  const save = async () => {
    const value = JSON.stringify(progress);
    const data = { value, updatedAt: clock.now() };
    const mine = { key: PROGRESS, value: stored };
    const { count } = await db.client.setting.updateMany({ where: mine, data });
    isTaken = count === 0;
    stored = value;
  };
  let { part } = progress;
  const isDone = await continueCheck(db, deps.config, progress, async (tookMs) => {
    if (progress.part !== part) {
      part = progress.part;
      await save();
    }
    await rest(tookMs, signal);
    return !(isTaken || signal?.aborted);
  });
  if (isTaken) return null;
  if (!isDone) {
    await save();
    return null;
  }
  const rows = await stillBroken(deps, progress.rows);
  const check = await db.transaction(async (tx) => {
    const mine = { key: PROGRESS, value: stored };
    const { count } = await tx.setting.deleteMany({ where: mine });
    return count === 0 ? null : storeCheck(tx, deps, progress, rows);
  });
  if (check) tell(deps, check);
  return check;
}

/** What the last check found; nulls before the first. */
export async function getLastInvariantCheck({
  db,
}: Pick<Reads, "db">): Promise<LastInvariantCheck> {
  return (
    (await readSetting(db.client, LAST, invariantCheck)) ?? {
      startedAt: null,
      checkedAt: null,
      holds: null,
      results: [],
    }
  );
}

/**
 * Takes what is no longer broken out of what the last check found: a repaired row, and those that
 * its repair has mended too.
 */
export async function forgetBroken(
  tx: Transaction,
  deps: Pick<Deps, "db" | "clock" | "config">,
  { kind, subjectId }: Pick<BrokenRow, "kind" | "subjectId">,
): Promise<void> {
  const reader = readerOn(deps.db.provider, tx);
  const isMended = async (row: BrokenRow) => {
    // Of several logs, each takes its time.
    const isNear = row.subjectId === subjectId || (row.kind === kind && kind !== "log");
    return isNear && (await findBroken(reader, deps.config, row)) === null;
  };
  for (;;) {
    // Read once, so that what is changed is what is compared below.
    const stored = await tx.setting.findUnique({ where: { key: LAST } });
    const { data: check } = invariantCheck.safeParse(JSON.parse(stored?.value ?? "null"));
    if (!check || !stored) return;
    const results: InvariantCheck["results"] = [];
    for (const result of check.results) {
      const rows: typeof result.rows = [];
      for (const row of result.rows) if (!(await isMended(row))) rows.push(row);
      const holds = result.holds || (rows.length === 0 && !result.isCut);
      results.push({ ...result, rows, holds });
    }
    const value = JSON.stringify({ ...check, results, holds: results.every(({ holds }) => holds) });
    // Of two repairs at once, the later one reads again what the other has stored.
    const { count } = await tx.setting.updateMany({
      where: { key: LAST, value: stored.value },
      data: { value, updatedAt: deps.clock.now() },
    });
    if (count > 0) return;
  }
}

/** What was found early may have been mended before the end. */
function stillBroken(
  { db, config }: Pick<Deps, "db" | "config">,
  rows: readonly BrokenRow[],
): Promise<BrokenRow[]> {
  return db.snapshot(async (tx) => {
    const reader = readerOn(db.provider, tx);
    const broken: BrokenRow[] = [];
    for (const row of rows) {
      const now = await findBroken(reader, config, row);
      if (now) broken.push(now);
    }
    return broken;
  });
}

async function storeCheck(
  tx: SettingClient,
  deps: Pick<Deps, "clock">,
  { startedAt, rows: found }: Pick<CheckProgress, "startedAt" | "rows">,
  rows: readonly BrokenRow[],
): Promise<InvariantCheck> {
  const checkedAt = deps.clock.now().toISOString();
  const last = await readSetting(tx, LAST, invariantCheck);
  const known = last?.results.flatMap((result) => result.rows) ?? [];
  const withSince = rows.map((row) => {
    const before = known.find(
      ({ kind, subjectId }) => kind === row.kind && subjectId === row.subjectId,
    );
    return { ...row, since: before?.since ?? checkedAt };
  });
  const results = invariantNumbers.map((number) => {
    // Beside those that were found there may be more, which are broken when these are mended.
    const isCut =
      found.filter(({ kind }) => brokenKinds[kind].number === number).length >= ROWS_SHOWN;
    const { holds, rows: shown } = resultOf(number, withSince);
    return { number, holds: holds && !isCut, rows: shown, isCut };
  });
  const holds = results.every((result) => result.holds);
  const check = { startedAt, checkedAt, holds, results };
  await writeSetting(tx, deps, LAST, check);
  return check;
}

function tell({ log }: Pick<Deps, "log">, { holds, results }: InvariantCheck): void {
  if (holds) return;
  const broken = results.flatMap(({ rows }) =>
    rows.map(({ kind, subjectId }) => ({ kind, subjectId })),
  );
  log.error({ broken }, "an invariant is broken");
}
