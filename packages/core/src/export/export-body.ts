import type { Prisma } from "@sunchak/db";
import { type ExportBody, exportBody } from "./schema.ts";

type Won = number | bigint;

/** The fields of an order that an event exports; won are as the database's driver returns them. */
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

/** An outbox event: a row that the payment or the refund wrote in its own transaction. */
type OutboxEvent = Pick<Prisma.OutboxEventGetPayload<object>, "id" | "type" | "occurredAt">;

/**
 * What the data platform receives for an event. None of these fields of an order changes once it is
 * paid, so every try of an event sends the same body.
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
