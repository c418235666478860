"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button, buttonClass } from "@sunchak/ui/button";
import { Skeleton } from "@sunchak/ui/skeleton";
import { useCodeWords } from "@sunchak/web/code-words";
import { Link } from "@sunchak/web/link";
import { formatWon } from "@sunchak/web/price";
import { refusalOf } from "@sunchak/web/refusal";
import { useHere } from "@sunchak/web/use-here";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { PricedLine } from "@/cart/use-priced-lines.ts";
import { bestCoupon, discountOf } from "@/coupon/discount.ts";
import { useTRPC } from "@/trpc/client.tsx";
import { CheckoutLines } from "./checkout-lines.tsx";
import { CouponChoice, NO_COUPON } from "./coupon-choice.tsx";
import { MoneyRow, MoneyRows } from "./money-lines.tsx";
import { usePlaceOrder } from "./use-place-order.ts";

interface CheckoutFormProps {
  lines: PricedLine[];
  /** Won. */
  subtotal: number;
  fromCart: boolean;
  /** The choice made before, for example by someone who had to sign in again. */
  coupon: string | null;
  readAgain(): Promise<unknown>;
}

/** The products, the coupon and the total; placing the order takes no money yet. */
export function CheckoutForm({ lines, subtotal, fromCart, coupon, readAgain }: CheckoutFormProps) {
  const t = useTranslations("Checkout");
  const cart = useTranslations("Cart");
  const locale = useLocale();
  const trpc = useTRPC();
  const words = useCodeWords();
  const coupons = useQuery(trpc.coupon.mine.queryOptions());
  const { data: account, refetch: readBalance } = useQuery(trpc.balance.get.queryOptions());
  /** An issued coupon's id or NO_COUPON; null while the shopper leaves it to the page. */
  const [chosen, setChosen] = useState(coupon);
  /** Whether a coupon is being got, to order with. */
  const [isGetting, setGetting] = useState(false);
  const back = useHere({ coupon: chosen });
  const placing = usePlaceOrder({
    fromCart,
    // Reads the server's current state, so that the page shows why it refused.
    onRefused(error) {
      const code = refusalOf(error)?.code;
      if (code === "OFFLINE") return Promise.resolve();
      if (code === "COUPON_NOT_USABLE") setChosen(null);
      return Promise.all([coupons.refetch(), readBalance(), readAgain()]);
    },
  });

  const won = (amount: number) => formatWon(amount, locale);
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
  const ready = lines.every((line) => line.state === "ready");
  const tooMuch = account && ready && total > Math.max(account.maxBalance, account.balance);
  const repriced = lines.some((line) => line.product && line.was !== null);
  const isPlacing = placing.isPending || placing.isSuccess;
  const busy = isPlacing || isGetting;
  const refusal = placing.error && !busy ? refusalOf(placing.error) : null;
  const orderable = ready && !tooMuch;

  function place(coupon = used) {
    placing.mutate({
      lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
      ...(coupon && { issuedCouponId: coupon.issuedCouponId }),
      expectedTotal: subtotal - discountOf(coupon, subtotal),
    });
  }

  return (
    <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16">
      <div className="grid gap-10">
        <CheckoutLines lines={lines} />
        {coupons.error && !coupons.data ? (
          <Alert
            action={
              <Button look="outline" onClick={() => void coupons.refetch()}>
                {t("readCoupons")}
              </Button>
            }
            title={t("couponsUnread")}
            tone="caution"
          >
            {words(coupons.error, back)}
          </Alert>
        ) : (
          <CouponChoice
            chosen={used?.issuedCouponId ?? null}
            coupons={coupons.data?.items}
            disabled={busy}
            onChoose={setChosen}
            order={{
              disabled: !ready || isPlacing,
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
        className="grid gap-5 rounded-card bg-sunken p-6 lg:sticky lg:top-28"
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
        <div className="grid gap-3" role="status">
          {placing.isPending && placing.unknown ? (
            <Alert title={t("checking")}>{t("checkingBody")}</Alert>
          ) : null}
          {refusal?.code === "PRICE_CHANGED" ? (
            <Alert
              title={t("priceChanged", {
                from: won(Number(refusal.details.expected)),
                to: won(Number(refusal.details.total)),
              })}
              tone="caution"
            >
              {t("priceChangedBody")}
            </Alert>
          ) : tooMuch && refusal?.code === "ORDER_EXCEEDS_MAX_BALANCE" ? null : placing.error &&
            !busy ? (
            <Alert tone="negative">{words(placing.error, back)}</Alert>
          ) : repriced ? (
            <Alert tone="caution">{t("repriced")}</Alert>
          ) : null}
          {tooMuch ? (
            <Alert title={t("tooMuch", { maxBalance: won(account.maxBalance) })} tone="caution">
              {t("tooMuchBody")}
            </Alert>
          ) : null}
          {reading || ready ? null : unread ? (
            <Alert
              action={
                <Button look="outline" onClick={() => void readAgain()}>
                  {cart("readAgain")}
                </Button>
              }
              tone="caution"
            >
              {cart("unread")}
            </Alert>
          ) : (
            <Alert
              action={
                <Link
                  className={buttonClass({ look: "outline" })}
                  href={fromCart ? "/cart" : "/products"}
                >
                  {fromCart ? t("toCart") : t("toProducts")}
                </Link>
              }
              tone="caution"
            >
              {t("notReady")}
            </Alert>
          )}
        </div>
        <Button
          aria-disabled={orderable ? undefined : "true"}
          busy={busy}
          onClick={() => orderable && place()}
          size="large"
          wide
        >
          {isPlacing
            ? t("placing")
            : reading
              ? cart("reading")
              : t("place", { amount: won(total) })}
        </Button>
        <p className="text-ink-muted text-sm">{t("note")}</p>
      </section>
    </div>
  );
}
