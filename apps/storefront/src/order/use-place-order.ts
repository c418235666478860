import { pathIn } from "@sunchak/web/locales";
import { newKey } from "@sunchak/web/new-key";
import { UnknownOutcome, untilAnswered } from "@sunchak/web/refusal";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { useRef, useState } from "react";
import type { CartLine } from "@/cart/cart.ts";
import { rememberPlacedOrder } from "@/cart/cart-store.ts";
import { useTRPCClient } from "@/trpc/client.tsx";

interface Placing {
  lines: CartLine[];
  issuedCouponId?: string;
  /** The total in won that the pressed button showed. */
  expectedTotal: number;
}

/**
 * Places an order and opens its page. The key stays the same for the same order as long as this page
 * is open, so that a retry places no second order.
 * @param onRefused the page stays busy until this is done, and then shows why.
 */
export function usePlaceOrder({
  fromCart,
  onRefused,
}: {
  fromCart: boolean;
  onRefused(error: unknown): Promise<unknown>;
}) {
  const client = useTRPCClient();
  const router = useRouter();
  const locale = useLocale();
  const attempt = useRef({ of: "", key: "", unknown: false });
  const [unknown, setUnknown] = useState(false);

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
    onError(error) {
      attempt.current.unknown = error instanceof UnknownOutcome;
      return onRefused(error);
    },
    onSuccess: (order) => {
      if (fromCart) rememberPlacedOrder(order);
      // Replaces the checkout in the history, so that Back leads to the cart and not to a second
      // order.
      router.replace(pathIn(locale, `/orders/${order.orderId}`));
    },
  });

  return { ...placing, unknown };
}
