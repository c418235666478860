import type { Prisma, Transaction } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import type { ContentLanguage } from "../values.ts";
import type { MessageData, MessageKind } from "./message-kinds.ts";
import type { MessageChannel } from "./schema.ts";

export interface NewMessage<Kind extends MessageKind> {
  channel: MessageChannel;
  kind: Kind;
  recipient: string;
  language: ContentLanguage;
  data: MessageData[Kind];
  /** What the text needs and nobody may read later, such as a link with a token. */
  secret?: string;
  /** Not before this time; by default at once. */
  notBefore?: Date;
}

/**
 * Writes a message into the transaction of the change that it tells, so that it is sent when the
 * change is stored and else never. It is sent at least once, by a job. Its secret is taken out of the
 * table by the statement that ends it.
 * @returns its id.
 */
export async function queueMessage<Kind extends MessageKind>(
  tx: Transaction,
  { clock }: Pick<Deps, "clock">,
  { notBefore, data, ...message }: NewMessage<Kind>,
): Promise<string> {
  const id = newId(clock);
  const now = clock.now();
  await tx.message.create({
    data: {
      id,
      ...message,
      data: data as Prisma.InputJsonObject,
      status: "PENDING",
      createdAt: now,
      nextAttemptAt: notBefore ?? now,
    },
  });
  return id;
}
