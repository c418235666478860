import { z } from "zod";
import { audited, findKeptResponse } from "../audit/audited.ts";
import type { Deps, Reads } from "../deps.ts";
import { readSetting, writeSetting } from "../setting/settings.ts";
import type { Acting } from "../user/schema.ts";
import { instant } from "../values.ts";
import { checkInvariants } from "./check-invariants.ts";
import type { LastInvariantCheck } from "./schema.ts";

const KEY = "invariants.last";

const lastCheck = z.object({
  checkedAt: instant,
  holds: z.boolean(),
  results: z.array(
    z.object({
      number: z.int(),
      title: z.string(),
      holds: z.boolean(),
      offenders: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
});

/** Checks the shop's invariants for an admin, and stores the time and the result. */
export async function runInvariantCheck(
  deps: Pick<Deps, "db" | "clock" | "config">,
  asked: Acting,
): Promise<LastInvariantCheck> {
  const call = { action: "invariant.check", subjectType: "invariant" } as const;
  const kept = await findKeptResponse<LastInvariantCheck>(deps, asked, call);
  if (kept) return kept.response;
  const results = await checkInvariants(deps.db, deps.config);
  const holds = results.every((result) => result.holds);
  const check = { checkedAt: deps.clock.now().toISOString(), holds, results };
  return audited(deps, asked, call, async (tx, record) => {
    await writeSetting(tx, deps, KEY, check);
    record({ subjectId: "all", after: { holds } });
    return check;
  });
}

/** What the last check by an admin found; nulls before the first. */
export async function getLastInvariantCheck(deps: Pick<Reads, "db">): Promise<LastInvariantCheck> {
  const last = await readSetting(deps.db.client, KEY, lastCheck);
  return last ?? { checkedAt: null, holds: null, results: [] };
}
