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

const exportStatusOutput = z.object({
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
 * A receiver's name, as it is stored and shown: the address without what may be secret. The query
 * is left out, and so is the middle of each path segment that is long enough for a token. So two
 * addresses that differ only in their queries are the same destination.
 */
export function destinationOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return (
    origin + pathname.replace(/[^/]{16,}/g, (token) => `${token.slice(0, 4)}…${token.slice(-4)}`)
  );
}

/** The receiver of exports. */
export interface DataPlatform {
  /** The name that {@link destinationOf} gives; null when this process leaves exports to others. */
  destination: string | null;
  /**
   * Delivers one event. Resolves when the receiver has taken the event.
   * @returns `status` the receiver's HTTP status, if it gave one; `response` the beginning of its
   * response, if that is readable: plain text for people, without control characters, short enough to
   * store and to show.
   * @throws DeliveryError when the receiver did not take the event, for whatever reason.
   */
  send(body: ExportBody): Promise<{ status: number | null; response?: string | null }>;
}

/**
 * Why the receiver did not take an event. The message is stored and shown, so it holds no secret.
 * `instanceof` goes by the name, as for DomainError.
 */
export class DeliveryError extends Error {
  override name = "DeliveryError";
  /** The receiver's HTTP status; undefined when it gave none. */
  readonly status: number | undefined;
  /** The beginning of the receiver's response, as {@link DataPlatform.send} returns it. */
  readonly response: string | null;

  constructor(message: string, status?: number, response: string | null = null) {
    super(message);
    this.status = status;
    this.response = response;
  }

  static override [Symbol.hasInstance](error: unknown): error is DeliveryError {
    return error instanceof Error && error.name === "DeliveryError";
  }
}

export const exportStatuses = ["PENDING", "DELIVERED", "DEAD"] as const;

export const listExportsInput = adminPageInput.extend({
  status: z.enum(exportStatuses).optional(),
  type: z.enum(exportTypes).optional(),
  /** A whole order number or a whole event id. */
  q: searchText.optional(),
});

export const setExportsPausedInput = z.strictObject({ paused: z.boolean() });

/** The destination's address, or the file's name. */
export const setExportDestinationInput = z.strictObject({
  destination: z.literal(FILE_DESTINATION).or(
    z
      .url({ protocol: /^https?$/ })
      .max(500)
      // DATA_PLATFORM_URL must not hold a user name or a password, so no process could match one.
      .refine((url) => !/^https?:\/\/[^/?#]*@/i.test(url))
      .transform(destinationOf),
  ),
});

export interface AdminExport {
  id: string;
  type: (typeof exportTypes)[number];
  status: (typeof exportStatuses)[number];
  orderId: string;
  orderNumber: string | null;
  occurredAt: string;
  attempts: number;
  /** When a PENDING event is tried next; else null. */
  nextAttemptAt: string | null;
  /** Whether a worker holds the event's lease now. */
  inDelivery: boolean;
  deliveredAt: string | null;
  lastError: string | null;
  responseStatus: number | null;
}

/** The most tries of one event that are shown: enough for several replays. */
export const TRIES_SHOWN = 50;

const exportTryStates = ["SENDING", "TAKEN", "FAILED", "STOPPED"] as const;

/** One try to deliver an event. */
export interface ExportTry {
  /** Counts from 1; a replay starts at 1 again. */
  number: number;
  /** STOPPED: the lease ended and no end of the try was stored, so the worker stopped during it. */
  state: (typeof exportTryStates)[number];
  /** Where the event was sent; null for a try from before destinations were stored. */
  destination: string | null;
  startedAt: string;
  endedAt: string | null;
  responseStatus: number | null;
  /** The beginning of the receiver's response, at most 500 characters. */
  response: string | null;
  /** Why a FAILED try failed; else null. */
  error: string | null;
}

export interface AdminExportDetail extends AdminExport {
  /** What the data platform receives. */
  body: ExportBody;
  /**
   * The latest first, at most {@link TRIES_SHOWN}; tries from before they were stored are missing.
   */
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
  /** Where this process would send exports; null when it leaves exports to others. */
  ownDestination: string | null;
  paused: boolean;
  /** Null when it is not paused. */
  pause: DeliveryPause | null;
  /** Whether nothing delivers: no process has taken a sample for three minutes. */
  stalled: boolean;
  /** When the newest sample was taken, as a whole minute; null when there is none. */
  lastSampleAt: string | null;
  /** Waiting events whose last try failed. */
  failing: number;
  /** Last errors of failing and dead events, the most frequent first; at most three. */
  lastErrors: { error: string; count: number }[];
}

export interface ExportLagSeries {
  /** As in the dashboard's series. */
  bucket: "hour" | "day";
  /** Oldest first; the worst values within each bucket, null where no process took a sample. */
  items: {
    at: string;
    lagSeconds: number | null;
    waiting: number | null;
    dead: number | null;
  }[];
}

export type ListExports = z.output<typeof listExportsInput>;
