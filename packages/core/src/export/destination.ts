import type { Transaction } from "@sunchak/db";
import { z } from "zod";
import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { readSetting, type SettingClient, writeSetting } from "../setting/settings.ts";
import type { Acting } from "../user/schema.ts";
import { FILE_DESTINATION } from "./schema.ts";

/** The setting's key. */
export const DESTINATION_KEY = "exports.destination";

/**
 * The shop's destination, by the name that {@link destinationOf} gives; null until the first
 * process that delivers has stored its own.
 */
export const findDestination = (client: SettingClient): Promise<string | null> =>
  readSetting(client, DESTINATION_KEY, z.string());

/** Whether `own` is the shop's destination, or the shop has none yet. */
export const isDestination = async (client: SettingClient, own: string | null): Promise<boolean> =>
  own !== null && ((await findDestination(client)) ?? own) === own;

/**
 * Makes `own` the shop's destination, unless the shop has one. Of several processes at once, the
 * first wins.
 * @returns the shop's destination.
 */
export async function adoptDestination(
  { db, clock }: Pick<Deps, "db" | "clock">,
  own: string,
): Promise<string> {
  const shops = await findDestination(db.client);
  if (shops !== null) return shops;
  await db.client.$executeRaw`
    INSERT INTO settings (key, value, updated_at)
    VALUES (${DESTINATION_KEY}, ${JSON.stringify(own)}, ${clock.now()}) ON CONFLICT (key) DO NOTHING`;
  return (await findDestination(db.client)) ?? own;
}

/**
 * Makes this address the shop's destination when that is the file or not set. So a shop that began
 * without a data platform gets one by its configuration alone. Of several processes at once, the
 * first wins.
 * @returns the shop's destination.
 */
export async function adoptAddress(
  deps: Pick<Deps, "db" | "clock" | "log">,
  own: string,
): Promise<string> {
  const isFirst = await audited(deps, { actorId: null }, changed, async (tx, record) => {
    const rows = await tx.$executeRaw`
      UPDATE settings SET value = ${JSON.stringify(own)}, updated_at = ${deps.clock.now()}
      WHERE key = ${DESTINATION_KEY} AND value = ${JSON.stringify(FILE_DESTINATION)}`;
    if (rows > 0) {
      record(changeOf(FILE_DESTINATION, own));
      await beginAnew(tx, deps);
    }
    return rows > 0;
  });
  if (isFirst)
    deps.log.warn({ destination: own }, "the shop's exports now go here instead of to the file");
  return adoptDestination(deps, own);
}

const changed = { action: "export.setDestination", subjectType: "export" } as const;

const changeOf = (before: string | null, after: string) => ({
  subjectId: "destination",
  before: { destination: before },
  after: { destination: after },
});

/**
 * Makes waiting events due now, with all their tries again: failures at the old destination say
 * nothing about the new one.
 */
async function beginAnew(tx: Transaction, { clock }: Pick<Deps, "clock">): Promise<void> {
  await tx.outboxEvent.updateMany({
    where: { status: "PENDING", attempts: { gt: 0 } },
    // Without its token no try at the old destination can change the event any more, also one whose
    // statement began before this change was stored.
    data: { attempts: 0, nextAttemptAt: clock.now(), claimToken: null, claimedUntil: null },
  });
}

/**
 * Changes the shop's destination. Waiting events are due at once, with all their tries again. So
 * are events on their way to the old destination, whose answer no longer counts. Delivered events
 * stay delivered, dead events stay dead.
 * @param asked.actorId the admin; null for a process whose configuration asks for the change.
 */
export function setDestination(
  deps: Pick<Deps, "db" | "clock">,
  asked: Omit<Acting, "actorId"> & { actorId: string | null; destination: string },
): Promise<{ destination: string }> {
  const { destination } = asked;
  return audited(deps, asked, changed, async (tx, record) => {
    const before = await findDestination(tx);
    await writeSetting(tx, deps, DESTINATION_KEY, destination);
    if (before !== destination) {
      record(changeOf(before, destination));
      await beginAnew(tx, deps);
    }
    return { destination };
  });
}
