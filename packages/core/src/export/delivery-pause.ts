import { z } from "zod";
import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { readSetting, writeSetting } from "../setting/settings.ts";

const KEY = "exports.paused";

/** Whether an admin has paused the delivery of exports: then no worker claims any. */
export const isDeliveryPaused = async (deps: Pick<Deps, "db">): Promise<boolean> =>
  (await readSetting(deps.db.client, KEY, z.boolean())) ?? false;

/** Pauses the delivery of exports, or lets it go on. Those on their way are finished. */
export function setDeliveryPaused(
  deps: Pick<Deps, "db" | "clock">,
  { actorId, paused }: { actorId: string; paused: boolean },
): Promise<{ paused: boolean }> {
  const call = { actorId, action: "export.setPaused", subjectType: "export" } as const;
  return audited(deps, call, async (tx, record) => {
    const before = (await readSetting(tx, KEY, z.boolean())) ?? false;
    await writeSetting(tx, deps, KEY, paused);
    if (before !== paused) {
      record({ subjectId: "delivery", before: { paused: before }, after: { paused } });
    }
    return { paused };
  });
}
