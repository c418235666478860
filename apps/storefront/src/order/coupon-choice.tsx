"use client";

import type { UserCoupon } from "@sunchak/core/schema";
import { radioClass } from "@sunchak/ui/field";
import { Skeleton } from "@sunchak/ui/skeleton";
import { formatDate } from "@sunchak/web/dates";
import { nameIn } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { bestCoupon, fitCoupon, NO_COUPON } from "@/coupon/discount.ts";
import { DiscountTerms } from "@/coupon/discount-words.tsx";
import { openTo } from "@/offer/find-offer.ts";
import { OrderOffer } from "@/offer/order-offer.tsx";
import { useTRPC } from "@/trpc/client.tsx";

interface CouponChoiceProps {
  coupons: UserCoupon[] | undefined;
  /** Won, before any discount. */
  subtotal: number;
  /** The issued coupon that the order will use; null for none. */
  chosen: string | null;
  onChoose(issuedCouponIdOrNone: string): void;
  disabled: boolean;
  order: ComponentProps<typeof OrderOffer>["order"];
}

/**
 * The shopper's coupons: the discount of each on this order, or why it cannot be used. And a better
 * one, if there is one to get.
 */
export function CouponChoice(props: CouponChoiceProps) {
  const { coupons, subtotal, chosen, onChoose, disabled, order } = props;
  const t = useTranslations("Checkout");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data: list } = useQuery(trpc.coupon.list.queryOptions());
  if (!coupons) return <Skeleton className="h-40" />;
  const best = bestCoupon(coupons, subtotal);
  const hasNone = list && openTo({ campaigns: list.items, mine: coupons }).length === 0;

  const rows = coupons
    .filter((coupon) => coupon.status !== "USED")
    .map((coupon) => ({ coupon, fit: fitCoupon(coupon, subtotal) }))
    .toSorted(
      (a, b) => (b.fit.usable ? b.fit.discount : -1) - (a.fit.usable ? a.fit.discount : -1),
    );
  const row =
    "flex min-h-14 items-center gap-4 rounded-control border border-line px-4 py-3 has-checked:border-ink has-checked:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-focus";
  return (
    <div className="grid gap-4">
      <fieldset className="grid gap-3" disabled={disabled}>
        <legend className="mb-3 font-bold text-xl">{t("coupon")}</legend>
        <label className={row}>
          <input
            checked={chosen === null}
            className={radioClass}
            name="coupon"
            onChange={() => onChoose(NO_COUPON)}
            type="radio"
          />
          <span className="font-medium">
            {rows.length === 0 && hasNone ? t("haveNoCoupon") : t("noCoupon")}
          </span>
        </label>
        {rows.map(({ coupon, fit }) => (
          <label
            className={`${row} ${fit.usable ? "" : "cursor-not-allowed"}`}
            key={coupon.issuedCouponId}
          >
            <input
              checked={chosen === coupon.issuedCouponId}
              className={radioClass}
              disabled={!fit.usable}
              name="coupon"
              onChange={() => onChoose(coupon.issuedCouponId)}
              type="radio"
            />
            <span className={`grid min-w-0 grow gap-0.5 ${fit.usable ? "" : "text-ink-muted"}`}>
              <span className="font-medium">{nameIn(coupon, locale)}</span>
              {coupon === best ? (
                <span className="font-semibold text-drop-text text-sm">{t("best")}</span>
              ) : null}
              <span className="text-ink-muted text-sm">
                {fit.usable ? (
                  <>
                    <DiscountTerms discount={coupon} /> ·{" "}
                    {t("until", { when: formatDate(coupon.expiresAt, locale) })}
                  </>
                ) : fit.why === "MINIMUM_NOT_REACHED" ? (
                  t("minimum", {
                    minimum: formatWon(coupon.minOrderAmount, locale),
                    missing: formatWon(fit.missing, locale),
                  })
                ) : (
                  t(`why.${fit.why}`)
                )}
              </span>
            </span>
            {fit.usable ? (
              <span className="whitespace-nowrap font-bold tabular-nums">
                {formatWon(-fit.discount, locale)}
              </span>
            ) : null}
          </label>
        ))}
      </fieldset>
      <OrderOffer mine={coupons} order={order} subtotal={subtotal} />
    </div>
  );
}
