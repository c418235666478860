"use client";

import { Button, buttonClass } from "@sunchak/ui/button";
import { Skeleton } from "@sunchak/ui/skeleton";
import { Link } from "@sunchak/web/link";
import { formatWon } from "@sunchak/web/price";
import { refusalOf } from "@sunchak/web/refusal";
import { useHere } from "@sunchak/web/use-here";
import { useKeptFocus } from "@sunchak/web/use-kept-focus";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { takeBuyable } from "@/cart/cart-store.ts";
import { ToCart } from "@/cart/to-cart.tsx";
import type { PricedLine } from "@/cart/use-priced-lines.ts";
import { bestCoupon, discountOf, NO_COUPON } from "@/coupon/discount.ts";
import { BottomBar } from "@/shell/bottom-bar.tsx";
import { useTRPC } from "@/trpc/client.tsx";
import { CheckoutLines } from "./checkout-lines.tsx";
import { CouponChoice } from "./coupon-choice.tsx";
import { MoneyRow, MoneyRows } from "./money-lines.tsx";
import { type Earlier, usePlaceOrder } from "./use-place-order.ts";
import { useToldByRefusal } from "./use-told-by-refusal.ts";

// The page is shown before the browser has these.
const CheckoutOutcome = lazy(() => import("./checkout-outcome.tsx"));
const CouponsUnread = lazy(() => import("./coupons-unread.tsx"));

interface CheckoutFormProps {
  lines: PricedLine[];
  fromCart: boolean;
  again: Earlier | null;
  /** The choice made before, for example by someone who had to sign in again. */
  coupon: string | null;
  readAgain(): Promise<unknown>;
}

/**
 * The products, the coupon and the total; placing the order takes no money yet. Where stock is
 * short, it offers to order what there is.
 */
export function CheckoutForm({ lines, fromCart, again, coupon, readAgain }: CheckoutFormProps) {
  const t = useTranslations("Checkout");
  const cart = useTranslations("Cart");
  const locale = useLocale();
  const trpc = useTRPC();
  const told = useToldByRefusal();
  const coupons = useQuery(trpc.coupon.mine.queryOptions());
  const { data: account, refetch: readBalance } = useQuery(trpc.balance.get.queryOptions());
  /** An issued coupon's id or NO_COUPON; null while the shopper leaves it to the page. */
  const [chosen, setChosen] = useState(coupon);
  /** Whether a coupon is being got, to order with. */
  const [isGetting, setGetting] = useState(false);
  const back = useHere({ coupon: chosen });
  const placing = usePlaceOrder({
    fromCart,
    again,
    // Reads the server's current state, so that the page shows why it refused.
    onRefused(error, order) {
      const refusal = refusalOf(error);
      if (refusal?.code === "OFFLINE") return Promise.resolve();
      if (refusal?.code === "COUPON_NOT_USABLE") setChosen(null);
      if (refusal) told(refusal, order.issuedCouponId);
      return Promise.all([coupons.refetch(), readBalance(), readAgain()]);
    },
  });
  const keptFocus = useKeptFocus<HTMLDivElement>();

  const won = (amount: number) => formatWon(amount, locale);
  const ordered = lines
    .filter((line) => line.buyable > 0)
    .map(({ productId, buyable: quantity }) => ({ productId, quantity }));
  const subtotal = lines.reduce(
    (sum, { product, buyable }) => sum + (product?.price ?? 0) * buyable,
    0,
  );
  const held = coupons.data?.items ?? [];
  const asked = held.find((one) => one.issuedCouponId === chosen);
  const used =
    chosen === NO_COUPON
      ? undefined
      : discountOf(asked, subtotal) > 0
        ? asked
        : bestCoupon(held, subtotal);
  const discount = discountOf(used, subtotal);
  const total = subtotal - discount;
  const reading = lines.some((line) => line.state === "reading");
  const unread = lines.some((line) => line.state === "unread");
  const isCut = lines.some((line) => line.buyable < line.quantity);
  const isRead = !reading && !unread;
  const tooMuch = account && isRead && total > Math.max(account.maxBalance, account.balance);
  const isPlacing = placing.isPending || placing.isSuccess;
  const busy = isPlacing || isGetting;

  function place(coupon = used) {
    if (fromCart) takeBuyable(lines);
    placing.mutate({
      lines: ordered,
      ...(coupon && { issuedCouponId: coupon.issuedCouponId }),
      expectedTotal: subtotal - discountOf(coupon, subtotal),
    });
  }

  const [first] = ordered;
  const amount = won(total);
  const label = isPlacing
    ? t("placing")
    : reading
      ? cart("reading")
      : unread
        ? cart("readAgain")
        : !isCut
          ? t("place", { amount })
          : lines.length === 1 && first
            ? t("placeCut", { count: first.quantity, amount })
            : t("placeRest", { amount });
  const wide = { size: "large", wide: true } as const;
  return (
    <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16">
      <div className="grid gap-10">
        <CheckoutLines lines={lines} />
        {coupons.error && !coupons.data ? (
          <Suspense>
            <CouponsUnread
              back={back}
              error={coupons.error}
              onReadAgain={() => void coupons.refetch()}
            />
          </Suspense>
        ) : ordered.length === 0 && !isGetting ? null : (
          <CouponChoice
            chosen={used?.issuedCouponId ?? null}
            coupons={coupons.data?.items}
            disabled={busy}
            onChoose={setChosen}
            order={{
              disabled: !isRead || ordered.length === 0 || isPlacing,
              onAsking: setGetting,
              place(coupon) {
                setChosen(coupon.issuedCouponId);
                place(coupon);
              },
            }}
            subtotal={subtotal}
          />
        )}
      </div>
      <section
        aria-labelledby="sum"
        className="grid grid-cols-1 gap-5 rounded-card bg-sunken p-6 lg:sticky lg:top-28"
      >
        <h2 className="font-bold text-lg" id="sum">
          {t("summary")}
        </h2>
        {reading ? (
          <Skeleton className="h-36" />
        ) : (
          <MoneyRows>
            <MoneyRow amount={subtotal} label={t("subtotal")} />
            <MoneyRow amount={-discount} label={t("discount")} />
            <div className="my-1 border-line border-t" />
            <MoneyRow amount={total} label={t("total")} strong />
            {account ? <MoneyRow amount={account.balance} label={t("balance")} /> : null}
          </MoneyRows>
        )}
        {isRead && account && !tooMuch && total > account.balance ? (
          <p className="text-caution text-sm">
            {t("short", { amount: won(total - account.balance) })}
          </p>
        ) : null}
        <Suspense>
          <CheckoutOutcome
            back={back}
            coupons={held}
            lines={lines}
            maxBalance={tooMuch ? account.maxBalance : null}
            placing={placing}
            subtotal={subtotal}
            used={used}
          />
        </Suspense>
        <BottomBar>
          <div {...keptFocus}>
            {busy || reading || unread || (ordered.length > 0 && !tooMuch) ? (
              <Button
                {...wide}
                aria-disabled={reading ? "true" : undefined}
                busy={busy}
                onClick={() => !reading && (unread ? void readAgain() : place())}
              >
                {label}
              </Button>
            ) : tooMuch ? (
              <ToCart {...wide} lines={fromCart ? [] : lines}>
                {t("toCart")}
              </ToCart>
            ) : (
              <Link className={buttonClass(wide)} href="/products?inStock=true">
                {t("others")}
              </Link>
            )}
          </div>
        </BottomBar>
        <p className="text-ink-muted text-sm">{t("note")}</p>
      </section>
    </div>
  );
}
