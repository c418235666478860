import type { Prisma } from "@sunchak/db";
import { isClaimedAt } from "./due-at.ts";
import { type ExportTry, TRIES_SHOWN } from "./schema.ts";

/** Includes an event's tries, the latest first. */
export const withTries = {
  tries: { orderBy: [{ startedAt: "desc" }, { number: "desc" }], take: TRIES_SHOWN },
} satisfies Prisma.OutboxEventInclude;

type TriedEvent = Prisma.OutboxEventGetPayload<{ include: typeof withTries }>;

/**
 * The tries of an event, the latest first. A try without an end is SENDING only while it holds the
 * lease.
 */
export const toExportTries = (event: TriedEvent, now: Date): ExportTry[] =>
  event.tries.map(
    ({ id, number, startedAt, endedAt, destination, responseStatus, response, error }) => {
      const holdsLease = id === event.claimToken && isClaimedAt(event, now);
      const state = endedAt
        ? error === null
          ? "TAKEN"
          : "FAILED"
        : holdsLease
          ? "SENDING"
          : "STOPPED";
      return {
        number,
        state,
        destination,
        startedAt: startedAt.toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
        responseStatus,
        response,
        error,
      };
    },
  );
