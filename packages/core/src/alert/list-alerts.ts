import type { Deps, Reads } from "../deps.ts";
import { getAdminExportStatus } from "../export/get-admin-export-status.ts";
import { getLastInvariantCheck } from "../invariants/run-invariant-check.ts";
import { findCurrentRanking } from "../ranking/list-rankings.ts";
import { type AlertKind, type AlertView, LATE_SECONDS } from "./schema.ts";

/** What an admin should look at now, whatever page is open; empty while all is well. */
export async function listAlerts(deps: Reads & Pick<Deps, "dataPlatform">): Promise<AlertView[]> {
  const [check, exports, oldestDead, ranking] = await Promise.all([
    getLastInvariantCheck(deps),
    getAdminExportStatus(deps),
    deps.db.client.outboxEvent.aggregate({
      where: { status: "DEAD" },
      _min: { occurredAt: true },
    }),
    findCurrentRanking(deps),
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
    ["rankingOld", (rankingAge ?? 0) > LATE_SECONDS.ranking, rankingAge],
  ];
  return alerts.flatMap(([kind, isOn, ageSeconds]) => (isOn ? [{ kind, ageSeconds }] : []));
}
