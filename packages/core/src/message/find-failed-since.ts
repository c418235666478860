import type { AlertRules } from "../alert/schema.ts";
import type { Reads } from "../deps.ts";
import { destinationOf } from "../export/schema.ts";

/** Since when alerts do not reach somebody whom the rules name; null while the last one did. */
export async function findFailedSince(
  { db }: Pick<Reads, "db">,
  { mailTo, webhookUrl }: AlertRules,
): Promise<Date | null> {
  const recipients = [...mailTo, ...(webhookUrl ? [destinationOf(webhookUrl)] : [])];
  const last = await Promise.all(
    recipients.map((recipient) =>
      db.client.message.findFirst({
        where: {
          recipient,
          kind: { in: ["alert", "test"] },
          OR: [{ endedAt: { not: null } }, { lastError: { not: null } }],
        },
        orderBy: { id: "desc" },
        select: { status: true, createdAt: true },
      }),
    ),
  );
  const failed = last.flatMap((one) => (one && one.status !== "SENT" ? [one.createdAt] : []));
  return failed.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
