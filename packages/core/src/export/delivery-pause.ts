import { z } from "zod";
import { audited } from "../audit/audited.ts";
import { findActors } from "../audit/find-actors.ts";
import type { Deps, Reads } from "../deps.ts";
import { readSetting, type SettingClient, writeSetting } from "../setting/settings.ts";
import type { Acting } from "../user/schema.ts";
import type { DeliveryPause } from "./schema.ts";

/** The setting's key. */
export const PAUSED_KEY = "exports.paused";

const AUDITED = { subjectType: "export", subjectId: "delivery" } as const;

/** Whether an admin has paused the delivery of exports. No worker claims an event then. */
export const isDeliveryPaused = async (client: SettingClient): Promise<boolean> =>
  (await readSetting(client, PAUSED_KEY, z.boolean())) ?? false;

/** Who paused delivery last and when, according to the audit log; null when nobody ever did. */
export async function findLastPause(deps: Pick<Reads, "db">): Promise<DeliveryPause | null> {
  const entry = await deps.db.client.auditEntry.findFirst({
    where: AUDITED,
    orderBy: { id: "desc" },
  });
  if (!entry) return null;
  const actors = await findActors(deps, [entry.actorId]);
  return { at: entry.at.toISOString(), by: actors.get(entry.actorId) ?? null };
}

/** Pauses or resumes the delivery of exports. Deliveries under way are finished. */
export function setDeliveryPaused(
  deps: Pick<Deps, "db" | "clock">,
  asked: Acting & { paused: boolean },
): Promise<{ paused: boolean }> {
  const { paused } = asked;
  const { subjectType, subjectId } = AUDITED;
  const call = { action: "export.setPaused", subjectType } as const;
  return audited(deps, asked, call, async (tx, record) => {
    const before = await isDeliveryPaused(tx);
    await writeSetting(tx, deps, PAUSED_KEY, paused);
    if (before !== paused) {
      record({ subjectId, before: { paused: before }, after: { paused } });
    }
    return { paused };
  });
}
