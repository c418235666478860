import { fold, type Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";
import { cursorPage, type Page } from "../paging.ts";
import type { AdminExport, ListExports } from "./schema.ts";

const withOrderNumber = { order: { select: { orderNumber: true } } } as const;

type ExportRow = Prisma.OutboxEventGetPayload<{ include: typeof withOrderNumber }>;

/** A page of the export's log, the latest event first. */
export async function listExports(
  deps: Pick<Deps, "db" | "clock">,
  { status, type, q: typed, cursor, size }: ListExports,
): Promise<Page<AdminExport>> {
  const now = deps.clock.now();
  const q = typed && fold(typed);
  const orderId = q && (await deps.db.client.order.findUnique({ where: orderNumbered(q) }))?.id;
  if (q && !orderId && !isId(q)) return { items: [], nextCursor: null };
  const rows = await deps.db.client.outboxEvent.findMany({
    where: {
      status,
      type,
      id: { lt: cursor },
      ...(q && (orderId ? { orderId } : { AND: [{ id: q }] })),
    },
    orderBy: { id: "desc" },
    take: size + 1,
    include: withOrderNumber,
  });
  return cursorPage(
    rows,
    size,
    (row) => row.id,
    (row) => toAdminExport(row, now),
  );
}

const orderNumbered = (q: string) => ({ orderNumber: q.toUpperCase() });

export const toAdminExport = (row: ExportRow, now: Date): AdminExport => ({
  id: row.id,
  type: row.type as AdminExport["type"],
  status: row.status as AdminExport["status"],
  orderId: row.orderId,
  orderNumber: row.order.orderNumber,
  occurredAt: row.occurredAt.toISOString(),
  attempts: row.attempts,
  nextAttemptAt: row.status === "PENDING" ? row.nextAttemptAt.toISOString() : null,
  inDelivery: row.claimedUntil !== null && row.claimedUntil > now,
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
  lastError: row.lastError,
  responseStatus: row.responseStatus,
});
