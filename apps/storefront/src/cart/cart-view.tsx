"use client";

import type { ListedCampaign } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Button, buttonClass } from "@sunchak/ui/button";
import { EmptyState } from "@sunchak/ui/message";
import { Skeleton } from "@sunchak/ui/skeleton";
import { Link } from "@sunchak/web/link";
import { formatWon, Price } from "@sunchak/web/price";
import { signInPath } from "@sunchak/web/return-path";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ShopOffer } from "@/offer/shop-offer.tsx";
import { useShopper } from "@/session/use-shopper.ts";
import { BottomBar } from "@/shell/bottom-bar.tsx";
import { CartRow } from "./cart-row.tsx";
import { bringToCart, takeBuyable, useCart, useCartKept } from "./cart-store.ts";
import { maxLines } from "./limits.ts";
import { type PricedLine, usePricedLines } from "./use-priced-lines.ts";
import { useSettledCart } from "./use-settled-cart.ts";

/** The cart of this browser, at the shop's current prices and stock. */
export function CartView({ campaigns }: { campaigns: readonly ListedCampaign[] }) {
  const t = useTranslations("Cart");
  const locale = useLocale();
  const { state } = useShopper();
  const signedIn = state === "shopper";
  const { lines } = useCart();
  const { priced, subtotal, readAgain } = usePricedLines(lines);
  const kept = useCartKept();
  const [removed, setRemoved] = useState<{ name: string; line: PricedLine } | null>(null);
  useSettledCart();

  if (state === "asking") {
    return (
      <div aria-busy="true" className="grid gap-4 lg:grid-cols-[1fr_22rem] lg:gap-16">
        <Skeleton className="h-64" />
        <Skeleton className="h-48" />
      </div>
    );
  }
  const notices = (
    <>
      {kept ? null : (
        <Alert title={t("notKept")} tone="caution">
          {t("notKeptBody")}
        </Alert>
      )}
      <div className="empty:hidden" role="status">
        {removed && lines.every(({ productId }) => productId !== removed.line.productId) ? (
          <p className="flex flex-wrap items-center justify-between gap-x-4 rounded-control bg-sunken py-1.5 pr-2 pl-4">
            {t("removed", { name: removed.name })}
            <Button look="quiet" onClick={() => bringToCart([removed.line])}>
              {t("putBack")}
            </Button>
          </p>
        ) : null}
      </div>
    </>
  );
  if (lines.length === 0) {
    return (
      <div className="grid gap-4">
        {notices}
        <EmptyState
          action={
            <>
              <Link className={buttonClass()} href="/products">
                {t("toProducts")}
              </Link>
              {signedIn ? null : (
                <Link className={buttonClass({ look: "outline" })} href={signInPath("/cart")}>
                  {t("signIn")}
                </Link>
              )}
            </>
          }
          as="h2"
          title={t("empty")}
        >
          {signedIn ? t("emptyBody") : t("emptyVisitor")}
        </EmptyState>
      </div>
    );
  }

  const reading = priced.some((line) => line.state === "reading");
  const unread = priced.some((line) => line.state === "unread");
  const trouble = priced.some((line) => line.state === "short" || line.state === "gone");
  const ready = !reading && !unread && !trouble;

  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-16">
      <div className="grid gap-4">
        {notices}
        {lines.length >= maxLines ? (
          <Alert tone="caution">{t("full", { count: maxLines })}</Alert>
        ) : null}
        <ul className="divide-y divide-line border-line border-y">
          {priced.map((line) => (
            <CartRow
              key={line.productId}
              line={line}
              onRemove={(name) => setRemoved({ name, line })}
            />
          ))}
        </ul>
      </div>
      <section
        aria-labelledby="sum"
        className="grid gap-4 rounded-card bg-sunken p-6 lg:sticky lg:top-28"
      >
        <h2 className="font-bold text-lg" id="sum">
          {t("summary")}
        </h2>
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="text-ink-muted">{t("subtotal", { count: lines.length })}</span>
          {reading ? (
            <Skeleton className="h-8 w-28" />
          ) : (
            <Price alone amount={subtotal} className="font-bold text-2xl" locale={locale} />
          )}
        </p>
        <div role="status">
          {trouble ? (
            <Alert tone="caution">{t("trouble")}</Alert>
          ) : unread ? (
            <Alert tone="caution">{t("unread")}</Alert>
          ) : null}
        </div>
        <BottomBar>
          {ready ? (
            <Link
              className={buttonClass({ size: "large", wide: true })}
              href="/checkout"
              prefetch={false}
            >
              {t("checkout", { amount: formatWon(subtotal, locale) })}
            </Link>
          ) : (
            <Button
              aria-disabled={trouble || unread ? undefined : "true"}
              onClick={() => (trouble ? takeBuyable(priced) : unread && void readAgain())}
              size="large"
              wide
            >
              {t(trouble ? "takeBuyable" : unread ? "readAgain" : "reading")}
            </Button>
          )}
        </BottomBar>
        <p className="text-ink-muted text-sm">{t("note")}</p>
        {ready ? <ShopOffer campaigns={campaigns} subtotal={subtotal} /> : null}
      </section>
    </div>
  );
}
