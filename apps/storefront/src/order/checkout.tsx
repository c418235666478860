"use client";

import { Skeleton } from "@sunchak/ui/skeleton";
import { lazy, Suspense } from "react";
import type { CartLine } from "@/cart/cart.ts";
import { useCart } from "@/cart/cart-store.ts";
import { usePricedLines } from "@/cart/use-priced-lines.ts";
import { useSettledCart } from "@/cart/use-settled-cart.ts";
import { useShopper } from "@/session/use-shopper.ts";
import { CheckoutForm } from "./checkout-form.tsx";

const NothingToOrder = lazy(() => import("./nothing-to-order.tsx"));

interface CheckoutProps {
  /** One product bought straight away, or what an earlier order had; null for the cart. */
  asked: CartLine[] | null;
  /** The earlier order, when what it had is ordered again. */
  again: { orderId: string; isPending: boolean } | null;
  /** The coupon that is chosen at first, or NO_COUPON; null for the best one. */
  coupon: string | null;
}

/** The checkout of one product bought straight away, of an earlier order, or of the cart. */
export function Checkout({ asked, again, coupon }: CheckoutProps) {
  const { state } = useShopper();
  const cart = useCart();
  const lines = asked ?? cart.lines;
  const { priced, readAgain } = usePricedLines(lines);
  useSettledCart();

  if (!asked && state === "asking") {
    return (
      <div aria-busy="true" className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16">
        <Skeleton className="h-80" />
        <Skeleton className="h-64" />
      </div>
    );
  }
  if (lines.length === 0) {
    return (
      <Suspense>
        <NothingToOrder />
      </Suspense>
    );
  }
  return (
    <CheckoutForm
      again={again}
      coupon={coupon}
      fromCart={asked === null}
      lines={priced}
      readAgain={readAgain}
    />
  );
}
