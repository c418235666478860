import type { Deps } from "../deps.ts";
import type { AlertEpisodeView, ToldKind } from "./schema.ts";
import { findLastWatch, namesOf } from "./watch-alerts.ts";

/** The most that are shown. */
const SHOWN = 200;

/** What holds, as the last watch found it, and when that was: null before the first. */
export async function listEpisodes(
  deps: Pick<Deps, "db">,
): Promise<{ checkedAt: string | null; items: AlertEpisodeView[] }> {
  const { client } = deps.db;
  const [rows, checkedAt] = await Promise.all([
    client.alertEpisode.findMany({
      where: { endedAt: null },
      orderBy: { since: "desc" },
      take: SHOWN,
    }),
    findLastWatch(deps),
  ]);
  const idsOf = (kind: ToldKind) =>
    rows.flatMap((row) => (row.kind === kind ? (row.subjectId ?? []) : []));
  const named = await Promise.all(
    (["dropSoldOut", "stockLow"] as const).map((kind) => namesOf(client, kind, idsOf(kind))),
  );
  const names = new Map(named.flat().map((one) => [one.id, one]));
  const items = rows.map(({ kind, since, toldAt, subjectId }) => ({
    kind: kind as ToldKind,
    since: since.toISOString(),
    toldAt: toldAt?.toISOString() ?? null,
    subject: (subjectId !== null && names.get(subjectId)) || null,
  }));
  return { checkedAt, items };
}
