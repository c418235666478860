import {
  byId,
  byIdWithKey,
  byIssuedCoupon,
  findHeldCoupon,
  findPosition,
  findSellOut,
  getCampaign,
  getReceipt,
  issueCoupon,
  issueOutput,
  listCampaigns,
  listedCampaignOutput,
  listLog,
  listLogInput,
  listLogKeys,
  listUserCoupons,
  logKeysOutput,
  logOutput,
  receiptOutput,
  userCouponOutput,
} from "@sunchak/core";
import { z } from "zod";
import { publicProcedure, router, shopperProcedure } from "../trpc.ts";

/** Over plain HTTP, a campaign has one name. */
const restCampaign = listedCampaignOutput.omit({ nameEn: true, validHours: true });

const restUserCoupon = userCouponOutput.omit({ nameEn: true, orderId: true });

/** Campaigns, and the caller's coupons. */
export const couponRouter = router({
  list: publicProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/coupons",
        output: z.object({ items: z.array(restCampaign) }),
        tag: "coupons",
        summary: "The campaigns that are upcoming, open or sold out",
      },
    })
    .query(({ ctx }) => listCampaigns(ctx.deps)),
  get: publicProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/coupons/{id}",
        output: restCampaign,
        tag: "coupons",
        summary: "A campaign, whatever its phase",
        errors: ["NOT_FOUND"],
      },
    })
    .input(byId)
    .query(({ ctx, input }) => getCampaign(ctx.deps, input)),
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
    .input(byIdWithKey)
    .mutation(({ ctx, input }) =>
      issueCoupon(ctx.deps, { ...input, userId: ctx.userId, arrival: ctx.findArrival() }),
    ),
  /** How many come before a press that waits in this process; only who pressed knows its key. */
  position: publicProcedure
    .input(byIdWithKey.required())
    .query(({ ctx, input }) => findPosition(ctx.deps, input)),
  /** When the last coupon was issued, for those who came too late. */
  sellOut: publicProcedure.input(byId).query(({ ctx, input }) => findSellOut(ctx.deps, input)),
  /** The caller's coupon of a campaign, which a page that is the same for everybody has to ask for. */
  held: shopperProcedure
    .input(byId)
    .query(({ ctx, input }) => findHeldCoupon(ctx.deps, { ...input, userId: ctx.userId })),
  mine: shopperProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/me/coupons",
        output: z.object({ items: z.array(restUserCoupon) }),
        tag: "coupons",
        summary: "The caller's coupons",
      },
    })
    .query(({ ctx }) => listUserCoupons(ctx.deps, { userId: ctx.userId })),
  receipt: shopperProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/me/coupons/{issuedCouponId}/receipt",
        output: receiptOutput,
        tag: "coupons",
        summary: "The receipt of one of the caller's coupons: its line in the campaign's log",
        errors: ["NOT_FOUND"],
      },
    })
    .input(byIssuedCoupon)
    .query(({ ctx, input }) => getReceipt(ctx.deps, { ...input, userId: ctx.userId })),
  log: publicProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/coupons/{id}/log",
        output: logOutput,
        tag: "coupons",
        summary: "A campaign's log: a line for each coupon, in the order of issuing",
        errors: ["NOT_FOUND"],
      },
    })
    .input(listLogInput)
    .query(({ ctx, input }) => listLog(ctx.deps, input)),
  logKeys: publicProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/log-keys",
        output: logKeysOutput,
        tag: "coupons",
        summary: "The public keys that have signed receipts and heads of logs",
      },
    })
    .query(({ ctx }) => listLogKeys(ctx.deps)),
});
