import type { Prisma } from "@sunchak/db";
import { type ExportBody, exportBody } from "./schema.ts";

type Won = number | bigint | string;

/** What an event tells of its order; won as the database's driver gives them. */
export interface PaidOrder {
  id: string;
  orderNumber: string | null;
  userId: string;
  lines: { position: number; productId: string; name: string; quantity: number; unitPrice: Won }[];
  subtotal: Won;
  discount: Won;
  total: Won;
  paidAt: Date | null;
}

type OutboxEvent = Pick<Prisma.OutboxEventGetPayload<object>, "id" | "type" | "occurredAt">;

/**
 * What the data platform is told of an event. An order does not change in any of these fields once
 * it is paid, so every try of an event carries the same body.
 * @throws ZodError when the order was never paid.
 */
export function exportBodyOf(event: OutboxEvent, order: PaidOrder): ExportBody {
  return exportBody.parse({
    id: event.id,
    type: event.type,
    occurredAt: event.occurredAt.toISOString(),
    data: {
      orderId: order.id,
      orderNumber: order.orderNumber,
      userId: order.userId,
      lines: order.lines
        .toSorted((a, b) => a.position - b.position)
        .map((line) => ({
          productId: line.productId,
          name: line.name,
          quantity: line.quantity,
          unitPrice: Number(line.unitPrice),
        })),
      subtotal: Number(order.subtotal),
      discount: Number(order.discount),
      total: Number(order.total),
      paidAt: order.paidAt?.toISOString(),
    },
  });
}
