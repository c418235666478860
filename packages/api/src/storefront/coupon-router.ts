import {
  byId,
  byIdWithKey,
  getCampaign,
  issueCoupon,
  issueOutput,
  listCampaigns,
  listedCampaignOutput,
  listUserCoupons,
  userCouponOutput,
} from "@sunchak/core";
import { z } from "zod";
import { publicProcedure, router, shopperProcedure } from "../trpc.ts";

/** Over plain HTTP, a campaign has one name. */
const restCampaign = listedCampaignOutput.omit({ nameEn: true });

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
    .mutation(({ ctx, input }) => issueCoupon(ctx.deps, { ...input, userId: ctx.userId })),
  mine: shopperProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/me/coupons",
        output: z.object({ items: z.array(userCouponOutput.omit({ nameEn: true })) }),
        tag: "coupons",
        summary: "The caller's coupons",
      },
    })
    .query(({ ctx }) => listUserCoupons(ctx.deps, { userId: ctx.userId })),
});
