"use client";

import type { ListedCampaign } from "@sunchak/core/schema";
import { formatWon } from "@sunchak/web/price";
import { useWaking } from "@sunchak/web/use-waking";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { useCart } from "@/cart/cart-store.ts";
import { fitCoupon } from "@/coupon/discount.ts";
import { call } from "@/trpc/call.ts";

interface CartWorthProps {
  campaign: ListedCampaign;
  /** Whether the shopper can use this coupon, or could get it. */
  isOfUse: boolean;
}

/** What a campaign's coupon takes off the cart as it is. Its one line keeps its room while empty. */
export function CartWorth({ campaign, isOfUse }: CartWorthProps) {
  const t = useTranslations("Offer");
  const locale = useLocale();
  const subtotal = useCartSubtotal();
  const won = (amount: number) => formatWon(amount, locale);
  const fit = subtotal ? fitCoupon(campaign, subtotal) : null;
  return (
    <p className="min-h-6 tabular-nums">
      {!subtotal || !fit || !isOfUse
        ? null
        : fit.usable
          ? t("cartWorth", { subtotal: won(subtotal), total: won(subtotal - fit.discount) })
          : "missing" in fit
            ? t("cartShort", { missing: won(fit.missing) })
            : null}
    </p>
  );
}

/** In won, at the shop's prices of now; null for an empty cart, and while they are not known. */
function useCartSubtotal(): number | null {
  const { lines } = useCart();
  const [prices, setPrices] = useState<ReadonlyMap<string, number>>(new Map());
  const asked = lines.map(({ productId }) => productId).join(",");
  const read = useCallback(async () => {
    if (!asked) return;
    const { items } = await call("GET", ["product", "some"], { ids: asked.split(",") });
    setPrices(new Map(items.map(({ id, price }) => [id, price])));
  }, [asked]);
  // Without an answer the line stays empty.
  useEffect(() => void read().catch(() => {}), [read]);
  useWaking(() => void read().catch(() => {}));
  const sum = lines.reduce(
    (sum, { productId, quantity }) => sum + (prices.get(productId) ?? 0) * quantity,
    0,
  );
  return sum > 0 ? sum : null;
}
