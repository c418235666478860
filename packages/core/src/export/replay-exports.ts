import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";
import type { Acting } from "../user/schema.ts";
import type { ReplayExports } from "./schema.ts";

/**
 * Lets dead events be tried again from the first try, under the same ids. Events that are not dead
 * stay as they are.
 * @param asked without an actor for an operator's command.
 * @returns the ids of the events that will be tried again.
 */
export async function replayExports(
  deps: Pick<Deps, "db" | "clock" | "relay">,
  asked: ReplayExports & Partial<Acting>,
): Promise<{ eventIds: string[] }> {
  const call = { action: "export.replay", subjectType: "export" } as const;
  const eventIds = await audited(deps, { actorId: null, ...asked }, call, async (tx, record) => {
    const events = await tx.outboxEvent.updateManyAndReturn({
      where: { id: { in: asked.ids.filter(isId) }, status: "DEAD" },
      data: alive(deps),
      select: { id: true },
    });
    for (const { id } of events) {
      record({ subjectId: id, before: { status: "DEAD" }, after: { status: "PENDING" } });
    }
    return events.map(({ id }) => id);
  });
  for (const id of eventIds) deps.relay.exportReady(id);
  return { eventIds };
}

/**
 * Replays every dead event. There may be very many, so they are left for the sweep to find.
 * @returns how many events will be tried again.
 */
export async function replayDeadExports(
  deps: Pick<Deps, "db" | "clock">,
  asked: Partial<Acting> = {},
): Promise<{ count: number }> {
  const call = { action: "export.replayAllDead", subjectType: "export" } as const;
  return audited(deps, { actorId: null, ...asked }, call, async (tx, record) => {
    const { count } = await tx.outboxEvent.updateMany({
      where: { status: "DEAD" },
      data: alive(deps),
    });
    if (count > 0) record({ subjectId: "dead", after: { status: "PENDING", count } });
    return { count };
  });
}

/**
 * Makes every event that waits after a failure due now, for when the receiver works again. The
 * counts of its tries go on.
 * @returns how many events will be tried.
 */
export async function retryWaitingExports(
  deps: Pick<Deps, "db" | "clock">,
  asked: Acting,
): Promise<{ count: number }> {
  const call = { action: "export.retryAllWaiting", subjectType: "export" } as const;
  const nextAttemptAt = deps.clock.now();
  return audited(deps, asked, call, async (tx, record) => {
    const { count } = await tx.outboxEvent.updateMany({
      where: { status: "PENDING", nextAttemptAt: { gt: nextAttemptAt } },
      data: { nextAttemptAt },
    });
    if (count > 0) record({ subjectId: "waiting", after: { count } });
    return { count };
  });
}

const alive = (deps: Pick<Deps, "clock">) => ({
  status: "PENDING",
  attempts: 0,
  nextAttemptAt: deps.clock.now(),
});
