"use client";

import type { UserCoupon } from "@sunchak/core/schema";
import { Skeleton } from "@sunchak/ui/skeleton";
import { formatDate } from "@sunchak/web/dates";
import { nameIn } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { bestCoupon, fitCoupon } from "@/coupon/discount.ts";
import { DiscountTerms } from "@/coupon/discount-words.tsx";

/** The choice of no coupon, as the page's address names it; no id looks like it. */
export const NO_COUPON = "none";

interface CouponChoiceProps {
  coupons: UserCoupon[] | undefined;
  /** Won, before any discount. */
  subtotal: number;
  /** The issued coupon that the order will use; null for none. */
  chosen: string | null;
  onChoose(issuedCouponIdOrNone: string): void;
  disabled: boolean;
}

/** The shopper's coupons: the discount of each on this order, or why it cannot be used. */
export function CouponChoice({ coupons, subtotal, chosen, onChoose, disabled }: CouponChoiceProps) {
  const t = useTranslations("Checkout");
  const locale = useLocale();
  if (!coupons) return <Skeleton className="h-40" />;
  const best = bestCoupon(coupons, subtotal);

  const rows = coupons
    .filter((coupon) => coupon.status !== "USED")
    .map((coupon) => ({ coupon, fit: fitCoupon(coupon, subtotal) }))
    .toSorted(
      (a, b) => (b.fit.usable ? b.fit.discount : -1) - (a.fit.usable ? a.fit.discount : -1),
    );
  const row =
    "flex min-h-14 items-center gap-4 rounded-control border border-line px-4 py-3 has-checked:border-ink has-checked:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-focus";
  return (
    <fieldset className="grid gap-3" disabled={disabled}>
      <legend className="mb-3 font-bold text-xl">{t("coupon")}</legend>
      <label className={row}>
        <input
          checked={chosen === null}
          className="size-5 shrink-0 accent-ink"
          name="coupon"
          onChange={() => onChoose(NO_COUPON)}
          type="radio"
        />
        <span className="font-medium">{rows.length > 0 ? t("noCoupon") : t("haveNoCoupon")}</span>
      </label>
      {rows.map(({ coupon, fit }) => (
        <label
          className={`${row} ${fit.usable ? "" : "cursor-not-allowed"}`}
          key={coupon.issuedCouponId}
        >
          <input
            checked={chosen === coupon.issuedCouponId}
            className="size-5 shrink-0 accent-ink"
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
  );
}
