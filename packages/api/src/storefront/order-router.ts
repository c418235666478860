import {
  balanceOutput,
  byId,
  byIdWithKey,
  cancelOrder,
  cancelOutput,
  cursorPageInput,
  getOrder,
  getOrderDetail,
  listOrderCards,
  listOrders,
  orderLineOutput,
  orderOutput,
  paymentOutput,
  payOrder,
  placeOrder,
  placeOrderInput,
} from "@sunchak/core";
import { z } from "zod";
import { router, shopperProcedure } from "../trpc.ts";

// Outside clients get names only in Korean, except when they ask for a single product.
const restOrder = orderOutput.extend({ lines: z.array(orderLineOutput.omit({ nameEn: true })) });

/** The caller's orders, from placing to paying or cancelling. */
export const orderRouter = router({
  place: shopperProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders",
        status: 201,
        output: restOrder.extend({ balance: balanceOutput.shape.balance }),
        tag: "orders",
        summary: "Places an order that can be paid until it expires; takes no stock yet",
        errors: [
          "NOT_FOUND",
          "OUT_OF_STOCK",
          "COUPON_NOT_USABLE",
          "ORDER_EXCEEDS_MAX_BALANCE",
          "PRICE_CHANGED",
        ],
      },
    })
    .input(placeOrderInput)
    .mutation(({ ctx, input }) => placeOrder(ctx.deps, { ...input, userId: ctx.userId })),
  list: shopperProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/orders",
        output: z.object({ items: z.array(restOrder), nextCursor: z.string().nullable() }),
        tag: "orders",
        summary: "The caller's orders, newest first",
      },
    })
    .input(cursorPageInput)
    .query(({ ctx, input }) => listOrders(ctx.deps, { ...input, userId: ctx.userId })),
  get: shopperProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/orders/{id}",
        output: restOrder,
        tag: "orders",
        summary: "One of the caller's orders",
        errors: ["NOT_FOUND"],
      },
    })
    .input(byId)
    .query(({ ctx, input }) => getOrder(ctx.deps, { ...input, userId: ctx.userId })),
  /** The same list with pictures, for the page. */
  cards: shopperProcedure
    .input(cursorPageInput)
    .query(({ ctx, input }) => listOrderCards(ctx.deps, { ...input, userId: ctx.userId })),
  /** What the page of an order shows beside it. */
  detail: shopperProcedure
    .input(byId)
    .query(({ ctx, input }) => getOrderDetail(ctx.deps, { ...input, userId: ctx.userId })),
  pay: shopperProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/payment",
        output: paymentOutput,
        tag: "orders",
        summary: "Pays an order from the caller's balance",
        errors: [
          "NOT_FOUND",
          "ORDER_NOT_PAYABLE",
          "ORDER_EXPIRED",
          "INSUFFICIENT_BALANCE",
          "OUT_OF_STOCK",
          "COUPON_NOT_USABLE",
        ],
      },
    })
    .input(byIdWithKey)
    .mutation(({ ctx, input }) => payOrder(ctx.deps, { ...input, userId: ctx.userId })),
  cancel: shopperProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/cancellation",
        output: cancelOutput,
        tag: "orders",
        summary: "Cancels a pending order; again, it answers the same",
        errors: ["NOT_FOUND", "ORDER_NOT_CANCELLABLE"],
      },
    })
    .input(byId)
    .mutation(({ ctx, input }) => cancelOrder(ctx.deps, { ...input, userId: ctx.userId })),
});
