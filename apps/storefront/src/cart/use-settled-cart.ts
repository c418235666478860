import { useQueries } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "@/trpc/client.tsx";
import { settleCart, useCart } from "./cart-store.ts";

/**
 * Removes from the cart what was paid elsewhere: in another tab, on another device, or by a press
 * whose response got lost.
 */
export function useSettledCart() {
  const trpc = useTRPC();
  const waiting = useCart().waiting.filter((order) => !order.isOver);
  const reads = useQueries({
    queries: waiting.map(({ orderId }) => trpc.order.get.queryOptions({ id: orderId })),
  });
  useEffect(() => {
    for (const { data } of reads) if (data) settleCart(data);
  }, [reads]);
}
