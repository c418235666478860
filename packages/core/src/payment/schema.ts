import { z } from "zod";
import { instant, won } from "../values.ts";

export const paymentOutput = z.object({
  orderNumber: z.string(),
  orderId: z.string(),
  status: z.literal("PAID"),
  total: won,
  /** After the payment. */
  balance: won,
  paidAt: instant,
});

export type Payment = z.output<typeof paymentOutput>;

export interface Paid {
  payment: Payment;
  /** The outbox event to wake the export for; none when the response is that of an earlier call. */
  eventId?: string;
}

export interface Refunded {
  orderId: string;
  status: "REFUNDED";
  /** Won that went back to the balance. */
  amount: number;
  refundedAt: string;
}
