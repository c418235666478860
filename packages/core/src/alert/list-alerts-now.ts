import type { Deps } from "../deps.ts";
import { listAlerts } from "./list-alerts.ts";
import { type AlertKind, type AlertNews, type AlertsNow, newsKinds } from "./schema.ts";
import { findLastWatch, namesOf } from "./watch-alerts.ts";

/** How much news is listed. */
const SHOWN = 20;

/** What holds now, and whether anybody watches. */
export async function listAlertsNow(
  deps: Pick<Deps, "db" | "clock" | "mail" | "dataPlatform">,
): Promise<AlertsNow> {
  const { client } = deps.db;
  const kinds = Object.keys(newsKinds) as AlertNews["kind"][];
  const isNews = { endedAt: null, kind: { in: kinds } };
  const [watch, alerts, told, newest, count] = await Promise.all([
    findLastWatch(deps),
    listAlerts(deps),
    client.alertEpisode.findMany({ where: { endedAt: null, subjectId: null } }),
    client.alertEpisode.findMany({ where: isNews, orderBy: { id: "desc" }, take: SHOWN }),
    client.alertEpisode.count({ where: isNews }),
  ]);
  const toldAt = new Map(told.map((episode) => [episode.kind, episode.toldAt?.toISOString()]));
  const named = await Promise.all(
    kinds.map((kind) =>
      namesOf(
        client,
        kind,
        newest.flatMap((one) => (one.kind === kind ? (one.subjectId ?? []) : [])),
      ),
    ),
  );
  const subjects = new Map(named.flat().map((one) => [one.id, one]));
  const isWatched = watch?.isLate === false;
  return {
    checkedAt: watch?.at.toISOString() ?? null,
    isWatched,
    unknown: (watch?.unknown ?? []) as AlertKind[],
    canMail: deps.mail !== undefined || (isWatched && watch.hasMail),
    alerts: alerts.map((alert) => ({ ...alert, toldAt: toldAt.get(alert.kind) ?? null })),
    news: newest.flatMap(({ kind, since, toldAt, subjectId }) => {
      const subject = subjects.get(subjectId ?? "");
      return subject
        ? {
            kind: kind as AlertNews["kind"],
            since: since.toISOString(),
            toldAt: toldAt?.toISOString() ?? null,
            subject,
          }
        : [];
    }),
    moreNews: count - newest.length,
  };
}
