"use client";

import type { ListedCampaign, UserCoupon } from "@sunchak/core/schema";
import { useWaking } from "@sunchak/web/use-waking";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { useShopper } from "@/session/use-shopper.ts";
import { call } from "@/trpc/call.ts";
import { CouponOffer } from "./coupon-offer.tsx";

interface ShopOfferProps {
  /** The campaigns as the page was made with them. */
  campaigns: readonly ListedCampaign[];
  /** Won. */
  subtotal: number;
  /**
   * Whether the page has room for one offer when it was made with a campaign, and for none
   * otherwise.
   */
  keepsRoom?: boolean;
}

/** What a coupon does for a product or a cart. */
export function ShopOffer({ campaigns: made, subtotal, keepsRoom = false }: ShopOfferProps) {
  const t = useTranslations("Offer");
  const isShopper = useShopper().state === "shopper";
  const hasRoom = !keepsRoom || made.length > 0;
  const [campaigns, setCampaigns] = useState(made);
  const [mine, setMine] = useState<readonly UserCoupon[]>([]);

  const readMine = useCallback(async () => {
    if (!isShopper || !hasRoom) return [];
    const { items } = await call("GET", ["coupon", "mine"]);
    setMine(items);
    return items;
  }, [isShopper, hasRoom]);
  const readAgain = useCallback(async () => {
    if (!hasRoom) return [];
    const [mine, list] = await Promise.all([readMine(), call("GET", ["coupon", "list"])]);
    setCampaigns(list.items);
    return mine;
  }, [readMine, hasRoom]);

  useEffect(() => {
    // Without an answer, a press asks the shop as well.
    readMine().catch(() => {});
  }, [readMine]);
  useWaking(() => void readAgain().catch(() => {}));

  if (!hasRoom) return null;
  return (
    <CouponOffer
      coupons={{ campaigns, mine }}
      none={
        keepsRoom ? (
          <p className="grid min-h-28 items-center rounded-card bg-sunken p-4 text-ink-muted sm:p-5">
            {t("none")}
          </p>
        ) : null
      }
      readAgain={readAgain}
      subtotal={subtotal}
    />
  );
}
