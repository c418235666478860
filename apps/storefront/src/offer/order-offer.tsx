"use client";

import type { UserCoupon } from "@sunchak/core/schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { useTRPC } from "@/trpc/client.tsx";
import { CouponOffer } from "./coupon-offer.tsx";

interface OrderOfferProps {
  /** The shopper's own. */
  mine: readonly UserCoupon[];
  /** Won. */
  subtotal: number;
  order: ComponentProps<typeof CouponOffer>["order"];
}

/** A coupon that would take more off this order than the shopper's own, to get and order with. */
export function OrderOffer({ mine, subtotal, order }: OrderOfferProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: list, refetch } = useQuery(trpc.coupon.list.queryOptions());
  if (!list) return null;

  async function readAgain() {
    const own = { ...trpc.coupon.mine.queryOptions(), staleTime: 0 };
    const [{ items }] = await Promise.all([queryClient.fetchQuery(own), refetch()]);
    return items;
  }
  return (
    <CouponOffer
      coupons={{ campaigns: list.items, mine }}
      readAgain={readAgain}
      subtotal={subtotal}
      {...(order && { order })}
    />
  );
}
