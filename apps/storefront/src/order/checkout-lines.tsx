"use client";

import { ProductImage } from "@sunchak/ui/product-image";
import { nameIn } from "@sunchak/web/locales";
import { Price } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { PriceChange } from "@/cart/price-change.tsx";
import type { PricedLine } from "@/cart/use-priced-lines.ts";

/**
 * The products to buy. A line says so when it cannot be bought as it is, or its price has changed.
 */
export function CheckoutLines({ lines }: { lines: PricedLine[] }) {
  const t = useTranslations("Checkout");
  const cart = useTranslations("Cart");
  const locale = useLocale();
  return (
    <section aria-labelledby="items">
      <h2 className="mb-3 font-bold text-xl" id="items">
        {t("items", { count: lines.length })}
      </h2>
      <ul className="divide-y divide-line border-line border-y">
        {lines.map((line) => {
          const { productId, quantity, buyable, product, state } = line;
          return (
            <li className="flex items-center gap-4 py-4" key={productId}>
              <div className="w-16 shrink-0">
                <ProductImage
                  className="rounded-control"
                  sizes="7rem"
                  src={product?.imageUrl ?? null}
                />
              </div>
              <div className="grid min-w-0 grow gap-0.5">
                <span className="font-medium">
                  {product
                    ? nameIn(product, locale)
                    : state === "gone"
                      ? cart("gone")
                      : cart("unnamed")}
                </span>
                <span className="text-ink-muted text-sm tabular-nums">
                  {buyable < quantity
                    ? t("quantityCut", { from: quantity, to: buyable })
                    : t("quantity", { count: quantity })}
                </span>
                <PriceChange line={line} />
                {buyable < quantity ? (
                  <span className="text-negative text-sm">
                    {buyable > 0
                      ? cart("short", { count: buyable })
                      : t(state === "gone" ? "leftOutGone" : "leftOut")}
                  </span>
                ) : null}
              </div>
              {product && buyable > 0 ? (
                <Price amount={product.price * buyable} className="font-semibold" locale={locale} />
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
