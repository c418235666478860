import { publicProcedure, router } from "../trpc.ts";
import { alarmRouter } from "./alarm-router.ts";
import { balanceRouter } from "./balance-router.ts";
import { couponRouter } from "./coupon-router.ts";
import { orderRouter } from "./order-router.ts";
import { productRouter } from "./product-router.ts";

/** The storefront's API, as tRPC and, where `meta.rest` says so, as plain HTTP. */
export const storefrontRouter = router({
  session: router({
    me: publicProcedure.query(({ ctx }) => ctx.findUser()),
  }),
  /** The server's clock, for countdowns; it costs next to nothing, because all pages of a drop ask. */
  now: publicProcedure.query(({ ctx }) => ({ now: ctx.deps.clock.now().toISOString() })),
  product: productRouter,
  balance: balanceRouter,
  coupon: couponRouter,
  order: orderRouter,
  alarm: alarmRouter,
});

export type StorefrontRouter = typeof storefrontRouter;
