import type { Prisma, Transaction } from "@sunchak/db";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { destinationOf } from "../export/schema.ts";
import { newId } from "../ids.ts";
import type { AlertMessage } from "../message/message-kinds.ts";
import { queueMessage } from "../message/queue-message.ts";
import { readAlertRules } from "./alert-rules.ts";
import { type FindDeps, findTold } from "./find-told.ts";
import { quietUntil } from "./quiet-hours.ts";
import { type AlertRules, LATE_SECONDS, type ToldKind, toldKinds } from "./schema.ts";

const KEY = "alerts.watch";

/** How long the process that watched last keeps the watch without a run, in milliseconds. */
const WATCH_MS = 150_000;

/** How many campaigns or products a message names. */
const NAMED = 20;

/** What the last run leaves behind for the pages. */
const watchState = z.object({
  by: z.string(),
  run: z.string(),
  hasMail: z.boolean(),
  unknown: z.array(z.string()),
});
type WatchState = z.output<typeof watchState>;

type WatchDeps = FindDeps & Pick<Deps, "door" | "mail" | "webhooks" | "config">;
type Episode = Prisma.AlertEpisodeGetPayload<object>;

/**
 * Compares what holds now with the episodes that are open: begins, ends and tells them. All of a run
 * is one transaction, and a run whose reading is older than another's is dropped, so that each
 * episode is one and is told once, however many processes watch. One process keeps the watch while it
 * lives, because two may measure different disks.
 */
export async function watchAlerts(deps: WatchDeps): Promise<void> {
  const { db, clock, door } = deps;
  const seen = await findWatch(deps);
  const isOthers = seen.by !== door.name && seen.at > clock.now().getTime() - WATCH_MS;
  if (isOthers) return;
  const rules = await readAlertRules(db.client);
  const { found, unknown } = await findTold(deps, rules);
  await db.transaction(async (tx) => {
    const state = { by: door.name, run: newId(clock), hasMail: deps.mail !== undefined, unknown };
    const value = JSON.stringify(state satisfies WatchState);
    const { count } = await tx.setting.updateMany({
      where: { key: KEY, value: seen.value },
      data: { value, updatedAt: clock.now() },
    });
    if (count === 0) return;
    const now = clock.now();
    const keyed = new Map(found.map((one) => [keyOf(one), one]));
    const known = await tx.alertEpisode.findMany({ where: { openKey: { not: null } } });
    const knownKeys = new Set(known.map(({ openKey }) => openKey));
    const begun = [...keyed].filter(([key]) => !knownKeys.has(key));
    await tx.alertEpisode.createMany({
      data: begun.map(([openKey, one]) => ({ id: newId(clock), openKey, ...one })),
    });
    const over = known.filter(
      ({ endedAt, openKey, kind }) =>
        endedAt === null && !keyed.has(openKey ?? "") && !unknown.includes(kind as ToldKind),
    );
    await endEpisodes(tx, over, now);
    const untold = await tx.alertEpisode.findMany({ where: { endedAt: null, toldAt: null } });
    await tell(tx, deps, rules, { untold, over });
  });
}

/** What the last run left, and whether the next one is late; null before the first. */
export async function findLastWatch({ db, clock }: Pick<Deps, "db" | "clock">) {
  const row = await db.client.setting.findUnique({ where: { key: KEY } });
  const state = row && stateOf(row.value);
  if (!state) return null;
  const age = clock.now().getTime() - row.updatedAt.getTime();
  return { ...state, at: row.updatedAt, isLate: age > LATE_SECONDS.watch * 1_000 };
}

/** Null before the first run, and when another version stored another shape. */
const stateOf = (value: string) => watchState.safeParse(JSON.parse(value)).data ?? null;

async function findWatch({ db, clock }: WatchDeps) {
  const where = { key: KEY };
  const find = () => db.client.setting.findUnique({ where });
  const row = await find();
  if (!row) {
    const value = JSON.stringify({});
    await db.client.$executeRaw`
      INSERT INTO settings (key, value, updated_at)
      VALUES (${KEY}, ${value}, ${clock.now()}) ON CONFLICT (key) DO NOTHING`;
  }
  const { value, updatedAt } = row ?? (await db.client.setting.findUniqueOrThrow({ where }));
  const state = stateOf(value);
  return { value, by: state?.by ?? "", at: state ? updatedAt.getTime() : 0 };
}

const keyOf = ({ kind, subjectId }: { kind: string; subjectId: string | null }) =>
  subjectId === null ? kind : `${kind} ${subjectId}`;

async function endEpisodes(tx: Transaction, over: Episode[], endedAt: Date): Promise<void> {
  const once = over.filter(({ kind }) => kind === "dropSoldOut").map(({ id }) => id);
  const others = over.filter(({ kind }) => kind !== "dropSoldOut").map(({ id }) => id);
  // A campaign that sells out again after it got more coupons is no news.
  await tx.alertEpisode.updateMany({ where: { id: { in: once } }, data: { endedAt } });
  await tx.alertEpisode.updateMany({
    where: { id: { in: others } },
    data: { endedAt, openKey: null },
  });
}

/** Writes a message a kind and a recipient; without recipients what holds stays untold. */
async function tell(
  tx: Transaction,
  deps: WatchDeps,
  rules: AlertRules,
  { untold, over }: { untold: Episode[]; over: Episode[] },
): Promise<void> {
  const now = deps.clock.now();
  const recipients = recipientsOf(deps, rules);
  if (recipients.length === 0) return;
  const quietEnd = quietUntil(rules.quiet, now);
  for (const kind of Object.keys(toldKinds) as ToldKind[]) {
    const { tone } = toldKinds[kind];
    const isHeld = quietEnd !== null && !(rules.quiet?.passesNegative && tone === "negative");
    if (rules.off.includes(kind)) continue;
    const write = async (state: "began" | "ended", episodes: Episode[], notBefore: Date) => {
      if (episodes.length === 0) return;
      const data = await messageOf(tx, deps, { kind, state, episodes });
      for (const to of recipients) {
        await queueMessage(tx, deps, {
          ...to,
          kind: "alert",
          language: rules.language,
          data,
          notBefore,
        });
      }
    };
    const began = untold.filter((episode) => episode.kind === kind);
    if (!isHeld) {
      await write("began", began, now);
      const ids = began.map(({ id }) => id);
      await tx.alertEpisode.updateMany({ where: { id: { in: ids } }, data: { toldAt: now } });
    }
    const ended = over.filter((episode) => episode.kind === kind && episode.toldAt !== null);
    if (kind !== "dropSoldOut") await write("ended", ended, isHeld ? quietEnd : now);
  }
}

/** Whom the rules name, over the channels that this process knows to be there. */
export function recipientsOf(
  { mail, webhooks }: Pick<Deps, "mail" | "webhooks">,
  { mailTo, webhookUrl }: AlertRules,
) {
  const mails = mail ? mailTo : [];
  return [
    ...mails.map((recipient) => ({ channel: "MAIL" as const, recipient })),
    ...(webhooks && webhookUrl
      ? [{ channel: "WEBHOOK" as const, recipient: destinationOf(webhookUrl) }]
      : []),
  ];
}

async function messageOf(
  tx: Transaction,
  { clock, config }: WatchDeps,
  { kind, state, episodes }: { kind: ToldKind; state: "began" | "ended"; episodes: Episode[] },
): Promise<AlertMessage> {
  const { section, tone } = toldKinds[kind];
  const ids = episodes.flatMap(({ subjectId }) => subjectId ?? []).slice(0, NAMED);
  const [only] = episodes.length === 1 ? ids : [];
  const since = new Date(Math.min(...episodes.map((episode) => episode.since.getTime())));
  return {
    kind,
    tone,
    state,
    since: since.toISOString(),
    at: clock.now().toISOString(),
    link: `${config.adminUrl}/${section}${only ? `/${only}` : ""}`,
    subjects: await namesOf(tx, kind, ids),
    more: episodes.length - Math.max(ids.length, 1),
  };
}

/** The names of campaigns or products. */
export async function namesOf(
  client: Pick<Transaction, "couponCampaign" | "product">,
  kind: ToldKind,
  ids: string[],
) {
  if (ids.length === 0) return [];
  const wanted = { where: { id: { in: ids } }, select: { id: true, name: true, nameEn: true } };
  return kind === "dropSoldOut"
    ? client.couponCampaign.findMany(wanted)
    : client.product.findMany(wanted);
}
