import { call } from "@/trpc/call.ts";

export const getCampaign = (id: string) => call("GET", ["coupon", "get"], { id });
/** @param idempotencyKey a repeat with the same key gets the coupon that the first call got. */
export const issueCoupon = (id: string, idempotencyKey: string) =>
  call("POST", ["coupon", "issue"], { id, idempotencyKey });
