import type { Deps, Reads } from "../deps.ts";
import { getAdminExportStatus } from "../export/get-admin-export-status.ts";
import { getLastInvariantCheck } from "../invariants/run-invariant-check.ts";
import { findFailedSince } from "../message/find-failed-since.ts";
import { findCurrentRanking } from "../ranking/list-rankings.ts";
import { readAlertRules } from "./alert-rules.ts";
import { type AlertKind, type AlertView, LATE_SECONDS, measuredKinds } from "./schema.ts";

/**
 * What an admin should look at now, whatever page is open; empty while all is well. What only another
 * process can measure is as its last watch found it.
 */
export async function listAlerts(deps: Reads & Pick<Deps, "dataPlatform">): Promise<AlertView[]> {
  const [computed, measured] = await Promise.all([
    findComputedAlerts(deps),
    deps.db.client.alertEpisode.findMany({
      where: { kind: { in: [...measuredKinds] }, endedAt: null },
    }),
  ]);
  const now = deps.clock.now().getTime();
  const views = measured.map(({ kind, since }) => ({
    kind: kind as AlertKind,
    ageSeconds: Math.max(0, Math.round((now - since.getTime()) / 1_000)),
  }));
  return [...computed, ...views];
}

/** The alerts that any process reads from the tables. */
export async function findComputedAlerts(
  deps: Reads & Pick<Deps, "dataPlatform">,
): Promise<AlertView[]> {
  const [check, exports, oldestDead, ranking, failedSince] = await Promise.all([
    getLastInvariantCheck(deps),
    getAdminExportStatus(deps),
    deps.db.client.outboxEvent.aggregate({
      where: { status: "DEAD" },
      _min: { occurredAt: true },
    }),
    findCurrentRanking(deps),
    findFailedSince(deps, await readAlertRules(deps.db.client)),
  ]);
  const now = deps.clock.now().getTime();
  const since = (time: string | Date | null | undefined) =>
    time ? Math.max(0, Math.round((now - new Date(time).getTime()) / 1_000)) : null;
  const brokenSince = check.results.flatMap(({ rows }) => rows.map((row) => row.since)).sort()[0];
  const { destination, ownDestination, lagSeconds } = exports;
  const checkAge = since(check.checkedAt);
  const rankingAge = since(ranking?.aggregatedAt);
  const alerts: [kind: AlertKind, isOn: boolean, ageSeconds: number | null][] = [
    ["invariantsBroken", check.holds === false, since(brokenSince)],
    ["invariantsOld", (checkAge ?? 0) > LATE_SECONDS.invariants, checkAge],
    ["exportsDead", exports.dead > 0, since(oldestDead._min.occurredAt)],
    ["exportsStalled", exports.stalled, since(exports.lastSampleAt)],
    [
      "exportsElsewhere",
      destination !== null && ownDestination !== null && destination !== ownDestination,
      null,
    ],
    ["exportsPaused", exports.paused, since(exports.pause?.at)],
    [
      "exportsLate",
      lagSeconds > LATE_SECONDS.export && !exports.stalled && !exports.paused,
      lagSeconds,
    ],
    ["messagesFailed", failedSince !== null, since(failedSince)],
    ["rankingOld", (rankingAge ?? 0) > LATE_SECONDS.ranking, rankingAge],
  ];
  return alerts.flatMap(([kind, isOn, ageSeconds]) => (isOn ? [{ kind, ageSeconds }] : []));
}
