"use client";

import type { UserCoupon } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { nameIn } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { refusalOf } from "@sunchak/web/refusal";
import { useLocale, useTranslations } from "next-intl";
import type { PricedLine } from "@/cart/use-priced-lines.ts";
import { discountOf } from "@/coupon/discount.ts";
import { useCodeWords } from "@/refusal/code-words.tsx";
import { SeenStatus } from "@/shell/seen-status.tsx";
import { StockLeft } from "./stock-left.tsx";
import type { usePlaceOrder } from "./use-place-order.ts";

interface CheckoutOutcomeProps {
  placing: ReturnType<typeof usePlaceOrder>;
  lines: PricedLine[];
  /** Won. */
  subtotal: number;
  coupons: UserCoupon[];
  /** The coupon that the next press uses. */
  used: UserCoupon | undefined;
  /** The most that a balance can hold, in won, when the order is more than that; otherwise null. */
  maxBalance: number | null;
  /** Where sign-in leads back to. */
  back: string;
}

/** What became of the last press, and what the next one does otherwise than the shopper asked. */
export default function CheckoutOutcome(props: CheckoutOutcomeProps) {
  const { placing, lines, subtotal, coupons, used, maxBalance, back } = props;
  const t = useTranslations("Checkout");
  const cart = useTranslations("Cart");
  const locale = useLocale();
  const words = useCodeWords();
  const won = (amount: number) => formatWon(amount, locale);

  if (placing.isPending || placing.isSuccess) {
    return (
      <SeenStatus said={placing.unknown ? "checking" : null}>
        {placing.unknown ? <Alert title={t("checking")}>{t("checkingBody")}</Alert> : null}
      </SeenStatus>
    );
  }

  const refusal = placing.error && refusalOf(placing.error);
  const unread = lines.some((line) => line.state === "unread");
  const cut = lines.filter((line) => line.buyable < line.quantity);
  const isRepriced = lines.some((line) => line.product && line.was !== null);
  const lost = coupons.find((one) => one.issuedCouponId === placing.variables?.issuedCouponId);

  function said() {
    if (refusal?.code === "PRICE_CHANGED") {
      const { expected, total } = refusal.details;
      return (
        <Alert
          title={t("priceChanged", { from: won(Number(expected)), to: won(Number(total)) })}
          tone="caution"
        >
          {t("priceChangedBody")}
        </Alert>
      );
    }
    if (refusal?.code === "COUPON_NOT_USABLE" && lost) {
      return (
        <Alert title={t("couponLost", { name: nameIn(lost, locale) })} tone="caution">
          {used
            ? t("couponInstead", { discount: won(discountOf(used, subtotal)) })
            : t("couponNone")}{" "}
          {t("nothingYet")}
        </Alert>
      );
    }
    // What follows says more than these codes.
    const isSaid =
      cut.length > 0 && (refusal?.code === "OUT_OF_STOCK" || refusal?.code === "NOT_FOUND");
    const isTooMuch = maxBalance !== null && refusal?.code === "ORDER_EXCEEDS_MAX_BALANCE";
    if (placing.error && !isSaid && !isTooMuch) {
      return <Alert tone="negative">{words(placing.error, back)}</Alert>;
    }
    return isRepriced ? <Alert tone="caution">{t("repriced")}</Alert> : null;
  }

  return (
    <SeenStatus className="grid gap-3" said={placing.error ? (refusal?.code ?? "unknown") : null}>
      {said()}
      {cut.length > 0 ? (
        <StockLeft
          lines={cut.map(({ productId, product, buyable }) => ({
            productId,
            name: product && nameIn(product, locale),
            left: buyable,
          }))}
        >
          {t("nothingYet")}
        </StockLeft>
      ) : null}
      {maxBalance === null ? null : (
        <Alert title={t("tooMuch", { maxBalance: won(maxBalance) })} tone="caution">
          {t("tooMuchBody")}
        </Alert>
      )}
      {unread ? <Alert tone="caution">{cart("unread")}</Alert> : null}
    </SeenStatus>
  );
}
