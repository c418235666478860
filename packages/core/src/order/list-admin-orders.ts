import type { Deps } from "../deps.ts";
import { cursorPage, type Page } from "../paging.ts";
import { type FoundOrder, findOrders, sumOrders } from "./find-orders.ts";
import { orderStatusAt } from "./order-status.ts";
import { readOrderSearch } from "./read-order-search.ts";
import type {
  AdminOrder,
  ListAdminOrders,
  OrderFilter,
  OrderSearch,
  OrderTotals,
} from "./schema.ts";

/**
 * A page of everybody's orders, the latest placed first, what its filter refers to, and the sums of
 * all its pages.
 * @returns totals null unless `by` is given, and when there are more than {@link MAX_COUNTED} orders.
 */
export async function listAdminOrders(
  deps: Pick<Deps, "db" | "clock">,
  { cursor, size, ...filter }: ListAdminOrders,
): Promise<Page<AdminOrder> & { search: OrderSearch; totals: OrderTotals | null }> {
  const now = deps.clock.now();
  const { search, sources } = await readOrderSearch(deps, filter);
  const [rows, totals] = await Promise.all([
    findOrders(deps, filter, sources, { cursor, take: size + 1 }),
    sumOrders(deps, filter, sources),
  ]);
  const page = cursorPage(
    rows,
    size,
    (row) => row.id,
    (row) => toAdminOrder(row, now),
  );
  return { ...page, search, totals };
}

/** How many orders are read at a time for a file. */
const BATCH = 500;

/** All orders that match a filter, the latest placed first, read in batches. */
export async function* eachAdminOrder(
  deps: Pick<Deps, "db" | "clock">,
  filter: OrderFilter,
): AsyncGenerator<AdminOrder & Pick<FoundOrder, "lines">> {
  const now = deps.clock.now();
  const { sources } = await readOrderSearch(deps, filter);
  let cursor: string | undefined;
  do {
    const rows = await findOrders(deps, filter, sources, { cursor, take: BATCH });
    for (const row of rows) yield { ...toAdminOrder(row, now), lines: row.lines };
    cursor = rows.length < BATCH ? undefined : rows.at(-1)?.id;
  } while (cursor !== undefined);
}

function toAdminOrder(row: FoundOrder, now: Date): AdminOrder {
  const [first] = row.lines;
  return {
    orderId: row.id,
    orderNumber: row.orderNumber,
    status: orderStatusAt(row, now),
    shopper: row.shopper,
    firstLine: first ? { name: first.name, nameEn: first.nameEn } : null,
    lineCount: row.lines.length,
    subtotal: Number(row.subtotal),
    discount: Number(row.discount),
    total: Number(row.total),
    createdAt: row.createdAt.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
    refundedAt: row.refundedAt?.toISOString() ?? null,
  };
}
