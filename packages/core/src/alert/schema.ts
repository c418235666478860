import { z } from "zod";
import {
  type MessageChannel,
  type MessageStatus,
  messageChannels,
  messageStatuses,
} from "../message/schema.ts";
import { adminPageInput } from "../paging.ts";
import { emailAddress } from "../user/schema.ts";
import { contentLanguages } from "../values.ts";

/** Beyond these ages an alert says so, in seconds. */
export const LATE_SECONDS = {
  /** A check comes every ten minutes, and rests while the shop is busy. */
  invariants: 25 * 60,
  /** A run comes every ten minutes by default. */
  ranking: 30 * 60,
  export: 60,
  /** The watch runs every minute, and another process takes it over after two and a half. */
  watch: 5 * 60,
} as const;

/** What an admin should look at: the page that shows it, and how bad it is. */
export const alertKinds = {
  invariantsBroken: { section: "invariants", tone: "negative" },
  invariantsOld: { section: "invariants", tone: "caution" },
  exportsDead: { section: "exports", tone: "negative" },
  exportsStalled: { section: "exports", tone: "negative" },
  exportsElsewhere: { section: "exports", tone: "negative" },
  exportsPaused: { section: "exports", tone: "caution" },
  exportsLate: { section: "exports", tone: "caution" },
  rankingOld: { section: "ranking", tone: "caution" },
  messagesFailed: { section: "alerts", tone: "negative" },
  diskShort: { section: "alerts", tone: "negative" },
  databaseShort: { section: "alerts", tone: "negative" },
  lockStoreGone: { section: "alerts", tone: "negative" },
} as const satisfies Record<
  string,
  { section: "invariants" | "exports" | "ranking" | "alerts"; tone: "negative" | "caution" }
>;
export type AlertKind = keyof typeof alertKinds;

/** What only a process of the storefront can measure; others read what it found. */
export const measuredKinds = ["diskShort", "databaseShort", "lockStoreGone"] as const;

/** What is worth a message and no mark on every page, and the page that shows it. */
export const newsKinds = {
  dropSoldOut: { section: "campaigns", tone: "caution" },
  stockLow: { section: "products", tone: "caution" },
} as const;

/** Everything that can be told by mail and webhook. */
export const toldKinds = { ...alertKinds, ...newsKinds };
export type ToldKind = keyof typeof toldKinds;

export interface AlertView {
  kind: AlertKind;
  /** For how many seconds; null when nobody knows. */
  ageSeconds: number | null;
}

/** The most addresses that alerts are mailed to. */
export const MAX_MAIL_ADDRESSES = 10;

/** An https address, or one of this machine, without a user name and a password. */
const webhookUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((url) => !/^https?:\/\/[^/?#]*@/i.test(url))
  .refine(
    (url) =>
      /^https:/i.test(url) || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/?#]|$)/i.test(url),
  );

/** As Standard Webhooks writes them: at least 24 bytes in base64, padded with =. */
const webhookSecret = z
  .string()
  .regex(/^whsec_(?:[A-Za-z0-9+/]{4}){8,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const rules = {
  /** The kinds that nobody is told of. */
  off: z.array(z.enum(Object.keys(toldKinds) as [ToldKind, ...ToldKind[]])),
  /** Below this share of free space the disk is short. */
  diskFreePercent: z.int().min(1).max(50),
  mailTo: z
    .array(emailAddress)
    .max(MAX_MAIL_ADDRESSES)
    .refine((all) => new Set(all).size === all.length),
  /** Of the mail. */
  language: z.enum(contentLanguages),
  webhookUrl: webhookUrl.nullable(),
  /** In Seoul; what begins in this time waits for its end. `passesNegative`: the grave does not. */
  quiet: z
    .strictObject({ from: timeOfDay, to: timeOfDay, passesNegative: z.boolean() })
    .refine(({ from, to }) => from !== to)
    .nullable(),
};

/**
 * How alerts are told, as the shop stores it. A rule that is added needs a default, for shops whose
 * stored rules have none.
 */
export const alertRules = z.strictObject({ ...rules, webhookSecret: webhookSecret.nullable() });
export type AlertRules = z.output<typeof alertRules>;

/** Without a secret the stored one stays. */
export const setAlertRulesInput = z.strictObject({
  ...rules,
  webhookSecret: webhookSecret.optional(),
});
export type SetAlertRules = z.output<typeof setAlertRulesInput>;

/** The rules without their secret. */
export interface AlertRulesView extends Omit<AlertRules, "webhookSecret"> {
  hasSecret: boolean;
  /** Whether SMTP_URL and MAIL_FROM are set: here, and in the process that watches (null: none does). */
  hasMail: { here: boolean; watcher: boolean | null };
}

export const testAlertsInput = z.strictObject({ channel: z.enum(messageChannels) });

/** What became of a test; PENDING only while the first of two repeated calls still waits. */
export interface TestOutcome {
  recipient: string;
  status: MessageStatus;
  error: string | null;
}

export const listMessagesInput = adminPageInput.extend({
  status: z.enum(messageStatuses).optional(),
});
export type ListMessages = z.output<typeof listMessagesInput>;

/** A message in the record. */
export interface AdminMessage {
  id: string;
  channel: MessageChannel;
  kind: string;
  recipient: string;
  status: MessageStatus;
  createdAt: string;
  endedAt: string | null;
  attempts: number;
  /** When a PENDING message is tried next; else null. */
  nextAttemptAt: string | null;
  lastError: string | null;
  canReplay: boolean;
  /** What an alert says; null for other messages. */
  about: { kind: ToldKind; state: "began" | "ended" } | null;
}

/** What holds now. */
export interface AlertsNow {
  /** When the watch last ran; null before the first run. */
  checkedAt: string | null;
  /** Whether that was lately: all is well only while it was. */
  isWatched: boolean;
  /** What the last run could not find out. */
  unknown: AlertKind[];
  /** Whether a process that is known of can send mail. */
  canMail: boolean;
  /** `toldAt`: when its messages were written; null while nobody was told. */
  alerts: (AlertView & { toldAt: string | null })[];
  /** The latest, as the last run found them. */
  news: AlertNews[];
  /** How many there are beyond those. */
  moreNews: number;
}

/** A campaign or a product that is news. */
export interface AlertNews {
  kind: keyof typeof newsKinds;
  since: string;
  toldAt: string | null;
  subject: { id: string; name: string; nameEn: string };
}
