import {
  balanceOutput,
  campaignOutput,
  cancelOrder,
  cancelOutput,
  chargeBalance,
  chargeBalanceInput,
  chargeOutput,
  cursorPageInput,
  getBalance,
  getCampaign,
  getOrder,
  getProduct,
  getTopProducts,
  idempotencyKey,
  issueCoupon,
  issueOutput,
  ledgerEntryOutput,
  listCampaigns,
  listCategories,
  listLedgerEntries,
  listMyCoupons,
  listOrders,
  listProducts,
  listProductsInput,
  myCouponOutput,
  orderLineOutput,
  orderOutput,
  paymentOutput,
  payOrder,
  placeOrder,
  placeOrderInput,
  productDetailOutput,
  productOutput,
  productPageOutput,
  topProductsOutput,
} from "@sunchak/core";
import { z } from "zod";
import { publicProcedure, router, shopperProcedure } from "./trpc.ts";

const byId = z.strictObject({ id: z.string() });
/** With the key that makes a repeat get the first answer. */
const keyedById = byId.extend({ idempotencyKey: idempotencyKey.optional() });

// Outside clients get names only in Korean, except when they ask for a single product.
const restOrder = orderOutput.extend({ lines: z.array(orderLineOutput.omit({ nameEn: true })) });

/** The storefront's API, as tRPC and, where `meta.rest` says so, as plain HTTP. */
export const storefrontRouter = router({
  session: router({
    me: publicProcedure.query(({ ctx }) => ctx.findUser()),
  }),

  product: router({
    list: publicProcedure
      .meta({
        rest: {
          method: "GET",
          path: "/products",
          output: productPageOutput.extend({
            items: z.array(productOutput.omit({ nameEn: true })),
          }),
          tag: "products",
          summary: "Searches, filters and pages through the products, with their live stock",
        },
      })
      .input(listProductsInput)
      .query(({ ctx, input }) => listProducts(ctx.deps, input)),
    top: publicProcedure
      .meta({
        rest: {
          method: "GET",
          path: "/products/top",
          output: topProductsOutput.extend({
            items: z.array(topProductsOutput.shape.items.element.omit({ nameEn: true })),
          }),
          tag: "products",
          summary: "The five best sellers of the last three days, as of the last aggregation",
        },
      })
      .query(({ ctx }) => getTopProducts(ctx.deps)),
    get: publicProcedure
      .meta({
        rest: {
          method: "GET",
          path: "/products/{id}",
          output: productDetailOutput,
          tag: "products",
          summary: "A product with its live stock",
          errors: ["NOT_FOUND"],
        },
      })
      .input(byId)
      .query(({ ctx, input }) => getProduct(ctx.deps, input)),
    categories: publicProcedure.query(({ ctx }) => listCategories(ctx.deps)),
  }),

  balance: router({
    get: shopperProcedure
      .meta({
        rest: {
          method: "GET",
          path: "/balance",
          output: balanceOutput,
          tag: "balance",
          summary: "The caller's balance in won",
        },
      })
      .query(({ ctx }) => getBalance(ctx.deps, { userId: ctx.userId })),
    charge: shopperProcedure
      .meta({
        rest: {
          method: "POST",
          path: "/balance/charges",
          output: chargeOutput,
          tag: "balance",
          summary: "Adds to the caller's balance",
          errors: ["BALANCE_LIMIT_EXCEEDED"],
        },
      })
      .input(chargeBalanceInput)
      .mutation(({ ctx, input }) => chargeBalance(ctx.deps, { ...input, userId: ctx.userId })),
    entries: shopperProcedure
      .meta({
        rest: {
          method: "GET",
          path: "/balance/entries",
          output: z.object({
            items: z.array(ledgerEntryOutput),
            nextCursor: z.string().nullable(),
          }),
          tag: "balance",
          summary: "The caller's ledger, newest entry first",
        },
      })
      .input(cursorPageInput)
      .query(({ ctx, input }) => listLedgerEntries(ctx.deps, { ...input, userId: ctx.userId })),
  }),

  coupon: router({
    list: publicProcedure
      .meta({
        rest: {
          method: "GET",
          path: "/coupons",
          output: z.object({ items: z.array(campaignOutput.omit({ nameEn: true })) }),
          tag: "coupons",
          summary: "The campaigns that are upcoming, open or sold out",
        },
      })
      .query(({ ctx }) => listCampaigns(ctx.deps)),
    get: publicProcedure.input(byId).query(({ ctx, input }) => getCampaign(ctx.deps, input)),
    issue: shopperProcedure
      .meta({
        rest: {
          method: "POST",
          path: "/coupons/{id}/issue",
          keyless: true,
          status: 201,
          output: issueOutput,
          tag: "coupons",
          summary: "Takes one coupon of a campaign, first come first served",
          errors: [
            "NOT_FOUND",
            "COUPON_ALREADY_ISSUED",
            "COUPON_NOT_OPEN",
            "COUPON_SOLD_OUT",
            "COUPON_BUSY",
          ],
        },
      })
      .input(keyedById)
      .mutation(({ ctx, input }) => issueCoupon(ctx.deps, { ...input, userId: ctx.userId })),
    mine: shopperProcedure
      .meta({
        rest: {
          method: "GET",
          path: "/me/coupons",
          output: z.object({ items: z.array(myCouponOutput.omit({ nameEn: true })) }),
          tag: "coupons",
          summary: "The caller's coupons",
        },
      })
      .query(({ ctx }) => listMyCoupons(ctx.deps, { userId: ctx.userId })),
  }),

  order: router({
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
      .input(keyedById)
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
  }),
});

export type StorefrontRouter = typeof storefrontRouter;
