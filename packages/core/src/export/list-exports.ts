import { expressionBuilder, fold, type Tables } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { byText, conditionsOf, type Filters } from "../filters.ts";
import { isId } from "../ids.ts";
import { cursorPage, MAX_COUNTED, type Page } from "../paging.ts";
import { isClaimedAt } from "./due-at.ts";
import type { AdminExport, ListExports } from "./schema.ts";

const event = expressionBuilder<Tables, "outboxEvents">();

/** @param orderId of the order that the text names; undefined when it names an event. */
const filters = (orderId: string | undefined): Filters<Omit<ListExports, "size">> => ({
  status: (status) => event("outboxEvents.status", "=", status),
  type: (type) => event("outboxEvents.type", "=", type),
  q: byText((text) =>
    orderId
      ? event("outboxEvents.orderId", "=", orderId)
      : event("outboxEvents.id", "=", fold(text)),
  ),
  cursor: (id) => event("outboxEvents.id", "<", id),
});

/**
 * A page of the export's log, the latest event first.
 * @returns total of all pages; null when there are more than {@link MAX_COUNTED} events.
 */
export async function listExports(
  deps: Pick<Deps, "db" | "clock">,
  { size, ...filter }: ListExports,
): Promise<Page<AdminExport> & { total: number | null }> {
  const now = deps.clock.now();
  const q = filter.q && fold(filter.q);
  const order = q ? await deps.db.client.order.findUnique({ where: orderNumbered(q) }) : null;
  if (q && !order && !isId(q)) return { items: [], nextCursor: null, total: 0 };
  const rows = await deps.db.queries
    .selectFrom("outboxEvents")
    .innerJoin("orders", "orders.id", "outboxEvents.orderId")
    .selectAll("outboxEvents")
    .select("orders.orderNumber")
    .where(event.and(conditionsOf(filters(order?.id), filter)))
    .orderBy("outboxEvents.id", "desc")
    .limit(size + 1)
    .execute();
  const page = cursorPage(
    rows,
    size,
    (row) => row.id,
    (row) => toAdminExport(row, now),
  );
  const matching = deps.db.queries
    .selectFrom("outboxEvents")
    .select("id")
    .where(event.and(conditionsOf(filters(order?.id), { ...filter, cursor: undefined })))
    .limit(MAX_COUNTED + 1);
  const { total } = await deps.db.queries
    .selectFrom(matching.as("matching"))
    .select(({ fn }) => fn.countAll().as("total"))
    .executeTakeFirstOrThrow();
  return { ...page, total: Number(total) > MAX_COUNTED ? null : Number(total) };
}

const orderNumbered = (q: string) => ({ orderNumber: q.toUpperCase() });

type ExportRow = Tables["outboxEvents"] & Pick<Tables["orders"], "orderNumber">;

export const toAdminExport = (row: ExportRow, now: Date): AdminExport => ({
  id: row.id,
  type: row.type as AdminExport["type"],
  status: row.status as AdminExport["status"],
  orderId: row.orderId,
  orderNumber: row.orderNumber,
  occurredAt: row.occurredAt.toISOString(),
  attempts: row.attempts,
  nextAttemptAt: row.status === "PENDING" ? row.nextAttemptAt.toISOString() : null,
  inDelivery: isClaimedAt(row, now),
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
  lastError: row.lastError,
  responseStatus: row.responseStatus,
});
