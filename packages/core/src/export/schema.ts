import { z } from "zod";
import type { Actor } from "../audit/schema.ts";
import { adminPageInput } from "../paging.ts";
import { instant, searchText, won } from "../values.ts";

export const exportTypes = ["order.paid", "order.refunded"] as const;

/** What the data platform receives; the same for every try of an event. */
export const exportBody = z.object({
  id: z.string(),
  type: z.enum(exportTypes),
  occurredAt: instant,
  data: z.object({
    orderId: z.string(),
    orderNumber: z.string(),
    userId: z.string(),
    lines: z.array(
      z.object({
        productId: z.string(),
        name: z.string(),
        quantity: z.int(),
        unitPrice: won,
      }),
    ),
    subtotal: won,
    discount: won,
    total: won,
    paidAt: instant,
  }),
});

export type ExportBody = z.output<typeof exportBody>;

export const replayExportsInput = z.strictObject({ ids: z.array(z.string()).min(1).max(100) });

export type ReplayExports = z.output<typeof replayExportsInput>;

export const exportStatusOutput = z.object({
  /** Not delivered yet and not given up. */
  waiting: z.int(),
  dead: z.int(),
  /** How long ago the oldest waiting event happened; 0 when none waits. */
  lagSeconds: z.int(),
});

export type ExportStatus = z.output<typeof exportStatusOutput>;

/** The destination of a shop without a data platform: a file beside its database. */
export const FILE_DESTINATION = "data/exports.ndjson";

/**
 * A receiver's name, which is stored and shown: its address without what may let one in. That is
 * the query, so that two addresses which differ in it alone are the same destination, and the inside
 * of each segment of the path that is long enough for a token.
 */
export function destinationOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return (
    origin + pathname.replace(/[^/]{16,}/g, (token) => `${token.slice(0, 4)}…${token.slice(-4)}`)
  );
}

/** The receiver of exports. */
export interface DataPlatform {
  /** The name by {@link destinationOf}; null when this process leaves exports to others. */
  destination: string | null;
  /**
   * Delivers one event. Resolves when the receiver has taken it, with its HTTP status if it gave one.
   * @returns `answer` the beginning of what the receiver said to it, if it said anything readable:
   * plain text for people, without control characters, short enough to store and to show.
   * @throws DeliveryError when it was not taken, for whatever reason.
   */
  send(body: ExportBody): Promise<{ status: number | null; answer?: string | null }>;
}

/**
 * Why the receiver did not take an event; the message is stored and shown, so it holds no secret.
 * Known by its name, as DomainError is.
 */
export class DeliveryError extends Error {
  override name = "DeliveryError";
  /** The receiver's HTTP status; undefined when it gave none. */
  readonly status: number | undefined;
  /** The beginning of its answer, as {@link DataPlatform.send} has it. */
  readonly answer: string | null;

  constructor(message: string, status?: number, answer: string | null = null) {
    super(message);
    this.status = status;
    this.answer = answer;
  }

  static override [Symbol.hasInstance](error: unknown): error is DeliveryError {
    return error instanceof Error && error.name === "DeliveryError";
  }
}

export const exportStates = ["PENDING", "DELIVERED", "DEAD"] as const;

export const listExportsInput = adminPageInput.extend({
  status: z.enum(exportStates).optional(),
  type: z.enum(exportTypes).optional(),
  /** An order number or an event's id, whole. */
  q: searchText.optional(),
});

export const setExportsPausedInput = z.strictObject({ paused: z.boolean() });

/** Its address, or the file's name. */
export const setExportDestinationInput = z.strictObject({
  destination: z.literal(FILE_DESTINATION).or(
    z
      .url({ protocol: /^https?$/ })
      .max(500)
      // No process can be set to one with a user name or a password.
      .refine((url) => !/^https?:\/\/[^/?#]*@/i.test(url))
      .transform(destinationOf),
  ),
});

export interface AdminExport {
  id: string;
  type: (typeof exportTypes)[number];
  status: (typeof exportStates)[number];
  orderId: string;
  orderNumber: string | null;
  occurredAt: string;
  attempts: number;
  /** Of a PENDING one. */
  nextAttemptAt: string | null;
  /** A worker has it right now. */
  inDelivery: boolean;
  deliveredAt: string | null;
  lastError: string | null;
  responseStatus: number | null;
}

/** How many tries of one event are shown: several replays' worth. */
export const TRIES_SHOWN = 50;

export const exportTryStates = ["SENDING", "TAKEN", "FAILED", "STOPPED"] as const;

/** One try to deliver an event. */
export interface ExportTry {
  /** From 1; a replay starts anew. */
  number: number;
  /** STOPPED: no end was noted within the worker's lease, so the worker has stopped in this try. */
  state: (typeof exportTryStates)[number];
  /** Where it was sent; null for one from before this was noted. */
  destination: string | null;
  startedAt: string;
  endedAt: string | null;
  responseStatus: number | null;
  /** The beginning of the receiver's answer, at most 500 characters. */
  response: string | null;
  /** Of a FAILED one. */
  error: string | null;
}

export interface AdminExportDetail extends AdminExport {
  /** What the data platform is sent. */
  body: ExportBody;
  /** The latest first; at most {@link TRIES_SHOWN}, and none from before they were kept. */
  tries: ExportTry[];
}

/** Who paused delivery, and when. */
export interface DeliveryPause {
  at: string;
  /** Null when the admin is unknown. */
  by: Actor | null;
}

export interface AdminExportStatus extends ExportStatus {
  /** Where the shop's exports go; null when no process has delivered yet. */
  destination: string | null;
  /** Where this process would send them; null when it leaves them to others. */
  ownDestination: string | null;
  paused: boolean;
  /** Null when it is not paused. */
  pause: DeliveryPause | null;
  /** Nothing delivers: nobody has taken a sample for three minutes. */
  stalled: boolean;
  /** A whole minute; null when none was ever taken. */
  lastSampleAt: string | null;
  /** Waiting events whose last try failed. */
  failing: number;
  /** Last errors of failing and dead events, the most frequent first; at most three. */
  lastErrors: { error: string; count: number }[];
}

export interface ExportLagSeries {
  /** As in the dashboard's series. */
  bucket: "hour" | "day";
  /** Oldest first; the worst within each bucket, nulls where nobody sampled. */
  items: {
    at: string;
    lagSeconds: number | null;
    waiting: number | null;
    dead: number | null;
  }[];
}

export type ListExports = z.output<typeof listExportsInput>;
