"use client";

import { buttonClass } from "@sunchak/ui/button";
import { EmptyState } from "@sunchak/ui/message";
import { Skeleton } from "@sunchak/ui/skeleton";
import { Link } from "@sunchak/web/link";
import { useTranslations } from "next-intl";
import type { CartLine } from "@/cart/cart.ts";
import { useCart } from "@/cart/cart-store.ts";
import { usePricedLines } from "@/cart/use-priced-lines.ts";
import { useSettledCart } from "@/cart/use-settled-cart.ts";
import { useShopper } from "@/session/use-shopper.ts";
import { CheckoutForm } from "./checkout-form.tsx";

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
  const t = useTranslations("Checkout");
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
      <EmptyState
        action={
          <Link className={buttonClass()} href="/products">
            {t("toProducts")}
          </Link>
        }
        as="h2"
        title={t("empty")}
      >
        {t("emptyBody")}
      </EmptyState>
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
