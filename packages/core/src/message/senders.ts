/**
 * How a try ended. The reason is stored and shown, so it holds no secret. `refused`: another try
 * would end the same way, as when a mailbox does not exist.
 */
export type SendOutcome =
  | { outcome: "taken" }
  | { outcome: "refused"; reason: string }
  | { outcome: "failed"; reason: string };

export interface Mail {
  /** The same at every try: it becomes the Message-ID, by which mailboxes drop repeats. */
  id: string;
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
}

/** The server that takes the shop's mail. */
export interface Mailer {
  /** Never throws; takes at most ten seconds. */
  send(mail: Mail): Promise<SendOutcome>;
}

/** Where a webhook goes, and the secret that signs it. */
interface WebhookTarget {
  url: string;
  secret: string;
}

/** Sends signed webhooks (Standard Webhooks). */
export interface Webhooks {
  /** Never throws; takes at most ten seconds. The body's id is the same at every try. */
  send(to: WebhookTarget, body: { id: string }): Promise<SendOutcome>;
}
