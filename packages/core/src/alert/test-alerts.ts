import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { DomainError } from "../errors.ts";
import { queueMessage } from "../message/queue-message.ts";
import type { MessageChannel, MessageStatus } from "../message/schema.ts";
import { newLease, type SendDeps, trySending } from "../message/send-messages.ts";
import type { Acting } from "../user/schema.ts";
import { readAlertRules } from "./alert-rules.ts";
import type { TestOutcome } from "./schema.ts";
import { recipientsOf } from "./watch-alerts.ts";

/**
 * Sends a test over a channel, to all whom the stored rules name, and waits for what becomes of it:
 * at most ten seconds. A test is tried once.
 * @throws DomainError NOT_FOUND when the rules name nobody, or this process has no mail server.
 */
export async function testAlerts(
  deps: SendDeps & Pick<Deps, "config">,
  asked: Acting & { channel: MessageChannel },
): Promise<{ outcomes: TestOutcome[] }> {
  const { db, clock, config } = deps;
  const rules = await readAlertRules(db.client);
  const recipients = recipientsOf(deps, rules).filter(({ channel }) => channel === asked.channel);
  if (recipients.length === 0)
    throw new DomainError("NOT_FOUND", "Nobody is named for this channel.");
  const lease = newLease(deps);
  const call = { action: "alert.test", subjectType: "alert" } as const;
  const ids = await audited(deps, asked, call, async (tx, record) => {
    const data = { at: clock.now().toISOString(), link: `${config.adminUrl}/alerts` };
    const made: string[] = [];
    for (const to of recipients) {
      made.push(
        await queueMessage(tx, deps, { ...to, kind: "test", language: rules.language, data }),
      );
    }
    // Nobody else sends it: the one who waits does.
    await tx.message.updateMany({ where: { id: { in: made } }, data: { ...lease, attempts: 1 } });
    record({ subjectId: asked.channel, after: { recipients: recipients.length } });
    return made;
  });
  const mine = { id: { in: ids }, claimToken: lease.claimToken };
  const claimed = await db.client.message.findMany({ where: mine });
  await Promise.all(claimed.map((message) => trySending(deps, message)));
  const rows = await db.client.message.findMany({
    where: { id: { in: ids } },
    orderBy: { id: "asc" },
  });
  return {
    outcomes: rows.map(({ recipient, status, lastError }) => ({
      recipient,
      status: status as MessageStatus,
      error: lastError,
    })),
  };
}
