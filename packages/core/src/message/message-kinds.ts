import type { ToldKind } from "../alert/schema.ts";

/** What an alert's message says. */
export interface AlertMessage {
  kind: ToldKind;
  tone: "negative" | "caution";
  state: "began" | "ended";
  since: string;
  at: string;
  /** The admin app's page about it. */
  link: string;
  /** What it is about, if not the whole shop. */
  subjects: { id: string; name: string; nameEn: string }[];
  /** How many more than those. */
  more: number;
}

/** What each kind of message is made of. Its text for mail is in message-text.ts. */
export interface MessageData {
  /** Tries a channel, for an admin who waits for the outcome. */
  alert: AlertMessage;
  test: { at: string; link: string };
  /** Invites to the staff; the secret is the link. */
  invitation: { inviter: string };
  /** Leads a member of the staff who asked for it to a new password; the secret is the link. */
  passwordReset: Record<string, never>;
}

export type MessageKind = keyof MessageData;

/**
 * How often each kind is tried before it is DEAD. `canReplay`: whether a dead one may be sent again;
 * a secret is gone by then, so a kind that has one may not.
 */
export const messageKinds: Record<MessageKind, { tries: number; canReplay: boolean }> = {
  alert: { tries: 10, canReplay: true },
  test: { tries: 1, canReplay: false },
  invitation: { tries: 10, canReplay: false },
  // The tenth would come after the link's hour.
  passwordReset: { tries: 9, canReplay: false },
};
