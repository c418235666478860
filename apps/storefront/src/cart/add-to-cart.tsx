"use client";

import type { ListedCampaign } from "@sunchak/core/schema";
import { Button, buttonClass } from "@sunchak/ui/button";
import { QuantityStepper } from "@sunchak/ui/quantity-stepper";
import { Link } from "@sunchak/web/link";
import { formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { ShopOffer } from "@/offer/shop-offer.tsx";
import { BottomBar } from "@/shell/bottom-bar.tsx";
import { addProduct, useCartKept } from "./cart-store.ts";
import { maxQuantity } from "./limits.ts";

/** How long "add" is disabled after a press, in milliseconds, so that a double press adds once. */
const SETTLE_MS = 700;

interface AddToCartProps {
  productId: string;
  /** The price of one, in won. */
  price: number;
  stock: number;
  campaigns: readonly ListedCampaign[];
  /** The main button while nothing is in stock. */
  soldOut: ReactNode;
}

/** Chooses a quantity, then adds it to the cart or goes straight to the checkout. */
export function AddToCart({ productId, price, stock, campaigns, soldOut }: AddToCartProps) {
  const t = useTranslations("Buy");
  const locale = useLocale();
  const max = Math.min(stock, maxQuantity);
  const [quantity, setQuantity] = useState(1);
  const [result, setResult] = useState<"added" | "capped" | "full">();
  const [settling, setSettling] = useState(false);
  const kept = useCartKept();

  useEffect(() => {
    if (!settling) return;
    const timer = setTimeout(() => setSettling(false), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [settling]);

  if (max <= 0) {
    return (
      <div className="grid gap-3">
        <BottomBar>{soldOut}</BottomBar>
        <Link className={buttonClass({ look: "outline" })} href="/products?inStock=true">
          {t("others")}
        </Link>
      </div>
    );
  }

  function add() {
    if (settling) return;
    setResult(addProduct(productId, Math.min(quantity, max), price));
    setSettling(true);
  }

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-card bg-sunken p-3 sm:pr-5">
        <QuantityStepper
          labels={{
            group: t("quantity"),
            less: t("less"),
            more: t("more"),
            most: t("most", { count: max }),
          }}
          max={max}
          onChange={setQuantity}
          value={Math.min(quantity, max)}
        />
        <p className="font-bold text-xl tabular-nums">
          <span className="sr-only">{t("sum")} </span>
          {formatWon(price * Math.min(quantity, max), locale)}
        </p>
      </div>
      <ShopOffer campaigns={campaigns} keepsRoom subtotal={price * Math.min(quantity, max)} />
      <BottomBar>
        <div className="grid lg:gap-1">
          <div className="grid grid-cols-[5fr_6fr] gap-2">
            <Button className="max-sm:px-4" look="outline" onClick={add} size="large">
              {settling ? t("added") : t("add")}
            </Button>
            <Link
              className={buttonClass({ size: "large" }, "text-balance max-sm:px-3")}
              href={`/checkout?product=${productId}&quantity=${Math.min(quantity, max)}`}
              prefetch={false}
            >
              {t("now", { amount: formatWon(price * Math.min(quantity, max), locale) })}
            </Link>
          </div>
          <p className="text-sm max-lg:order-first lg:min-h-11" role="status">
            {result === "full" ? (
              t("full")
            ) : result ? (
              <>
                {result === "capped" ? t("capped", { count: maxQuantity }) : t("inCart")}{" "}
                {kept ? null : `${t("notKept")} `}
                <Link
                  className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
                  href="/cart"
                >
                  {t("toCart")}
                </Link>
              </>
            ) : null}
          </p>
        </div>
      </BottomBar>
    </div>
  );
}
