/** What each kind of message is made of. Its text for mail is in message-text.ts. */
export interface MessageData {
  /** Tries a channel, for an admin who waits for the outcome. */
  test: { at: string; link: string };
}

export type MessageKind = keyof MessageData;

/**
 * How often each kind is tried before it is DEAD. `canReplay`: whether a dead one may be sent again;
 * a secret is gone by then, so a kind that has one may not.
 */
export const messageKinds: Record<MessageKind, { tries: number; canReplay: boolean }> = {
  test: { tries: 1, canReplay: false },
};
