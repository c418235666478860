import { pathIn } from "@sunchak/web/locales";
import { newKey } from "@sunchak/web/new-key";
import { UnknownOutcome, untilAnswered } from "@sunchak/web/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { useRef, useState } from "react";
import type { CartLine } from "@/cart/cart.ts";
import { rememberPlacedOrder } from "@/cart/cart-store.ts";
import { useTRPC, useTRPCClient } from "@/trpc/client.tsx";

interface Placing {
  lines: Pick<CartLine, "productId" | "quantity">[];
  issuedCouponId?: string;
  /** The total in won that the pressed button showed. */
  expectedTotal: number;
}

/** An earlier order, what it had being ordered again. */
export interface Earlier {
  orderId: string;
  /** Whether it could still be paid. */
  isPending: boolean;
}

/**
 * Places an order and opens its page. The key stays the same for the same order as long as this page
 * is open, so that a retry places no second order.
 * @param again the earlier order, which the new one replaces.
 * @param onRefused the page stays busy until this is done, and then shows why.
 */
export function usePlaceOrder({
  fromCart,
  again,
  onRefused,
}: {
  fromCart: boolean;
  again: Earlier | null;
  onRefused(error: unknown, order: Placing): Promise<unknown>;
}) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const locale = useLocale();
  const attempt = useRef({ of: "", key: "", unknown: false });
  const [unknown, setUnknown] = useState(false);

  /**
   * Whoever sees two orders of the same may pay both. Once cancelled or paid, the first cannot be
   * cancelled; without any answer, it expires by itself.
   */
  async function cancelEarlier() {
    if (!again?.isPending) return;
    // As if an attempt had gone before: what did not reach the shop is tried again, too.
    await untilAnswered(client.order.cancel.mutate, { id: again.orderId }, () => {}, true).catch(
      () => null,
    );
    await queryClient.invalidateQueries({ queryKey: trpc.order.pathKey() });
  }

  const placing = useMutation({
    mutationFn: (order: Placing) => {
      const of = JSON.stringify(order);
      if (attempt.current.of !== of) attempt.current = { of, key: newKey(), unknown: false };
      const { key, unknown: wasUnknown } = attempt.current;
      setUnknown(false);
      return untilAnswered(
        client.order.place.mutate,
        { ...order, idempotencyKey: key },
        () => setUnknown(true),
        wasUnknown,
      );
    },
    onError(error, order) {
      attempt.current.unknown = error instanceof UnknownOutcome;
      return onRefused(error, order);
    },
    onSuccess: (order) => {
      rememberPlacedOrder(order, { fromCart, insteadOf: again?.orderId });
      void cancelEarlier();
      // Replaces the checkout in the history, so that Back leads to the cart and not to a second
      // order.
      router.replace(pathIn(locale, `/orders/${order.orderId}`));
    },
  });

  return { ...placing, unknown };
}
