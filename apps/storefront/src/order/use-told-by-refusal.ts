import type { Refusal } from "@sunchak/web/refusal";
import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client.tsx";
import { shortLinesOf } from "./short-lines.ts";

/** Why a coupon cannot be used on any order, as the list of coupons also says it. */
const ended = ["USED", "EXPIRED"] as const;

/**
 * Shows what a refused order told of stock and coupon, so that the page knows it even when its next
 * read gets no answer.
 */
export function useToldByRefusal() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return (refusal: Refusal, issuedCouponId: string | undefined) => {
    for (const { productId: id, available: stock } of shortLinesOf(refusal)) {
      queryClient.setQueryData(
        trpc.product.some.queryKey({ ids: [id] }),
        (known) => known && { items: known.items.map((product) => ({ ...product, stock })) },
      );
    }
    const status = ended.find((one) => one === refusal.details.reason);
    if (!status) return;
    queryClient.setQueryData(
      trpc.coupon.mine.queryKey(),
      (known) =>
        known && {
          items: known.items.map((coupon) =>
            coupon.issuedCouponId === issuedCouponId ? { ...coupon, status } : coupon,
          ),
        },
    );
  };
}
