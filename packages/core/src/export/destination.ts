import { z } from "zod";
import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { readSetting, type SettingClient, writeSetting } from "../setting/settings.ts";
import { FILE_DESTINATION } from "./schema.ts";

/** The setting's key. */
export const DESTINATION_KEY = "exports.destination";

/**
 * Where the shop's exports go, by the name that {@link destinationOf} gives; null until the first
 * process that delivers has stored its own.
 */
export const findDestination = (client: SettingClient): Promise<string | null> =>
  readSetting(client, DESTINATION_KEY, z.string());

/** Whether the shop's exports go there, or have no destination yet. */
export const isDestination = async (client: SettingClient, own: string | null): Promise<boolean> =>
  own !== null && ((await findDestination(client)) ?? own) === own;

/**
 * Makes this the shop's destination unless it has one. Of several processes at once one is first.
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
 * Makes this address the shop's destination where that was the file, or none: so a shop that begins
 * without a data platform gets one by its configuration alone. Of several at once one is first.
 * @returns the shop's destination.
 */
export async function adoptAddress(deps: Pick<Deps, "db" | "clock">, own: string): Promise<string> {
  await deps.db.client.$executeRaw`
    UPDATE settings SET value = ${JSON.stringify(own)}, updated_at = ${deps.clock.now()}
    WHERE key = ${DESTINATION_KEY} AND value = ${JSON.stringify(FILE_DESTINATION)}`;
  return adoptDestination(deps, own);
}

/**
 * Sends the shop's exports there from now on: what waits, and what the old destination takes while
 * this changes, since its answer no longer counts. What was delivered stays delivered.
 * @param change.actorId the admin; null for a process that was told to by its configuration.
 */
export function setDestination(
  deps: Pick<Deps, "db" | "clock">,
  { actorId, destination }: { actorId: string | null; destination: string },
): Promise<{ destination: string }> {
  const call = { actorId, action: "export.setDestination", subjectType: "export" } as const;
  return audited(deps, call, async (tx, record) => {
    const before = await findDestination(tx);
    await writeSetting(tx, deps, DESTINATION_KEY, destination);
    if (before !== destination) {
      const after = { destination };
      record({ subjectId: "destination", before: { destination: before }, after });
    }
    return { destination };
  });
}
