"use client";

import { Button } from "@sunchak/ui/button";
import { TrashIcon } from "@sunchak/ui/icons";
import { ProductImage } from "@sunchak/ui/product-image";
import { QuantityStepper } from "@sunchak/ui/quantity-stepper";
import { Skeleton } from "@sunchak/ui/skeleton";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { Price } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { setQuantity } from "./cart-store.ts";
import { maxQuantity } from "./limits.ts";
import { PriceChange } from "./price-change.tsx";
import type { PricedLine } from "./use-priced-lines.ts";

/** One product in the cart. A line that cannot be bought as it is says why, and what to do. */
export function CartRow({ line, onRemove }: { line: PricedLine; onRemove(name: string): void }) {
  const t = useTranslations("Cart");
  const locale = useLocale();
  const { productId, quantity, product, state } = line;
  const name = product ? nameIn(product, locale) : state === "gone" ? t("gone") : t("unnamed");
  const stock = product?.stock ?? 0;
  const buyable = Math.min(stock, maxQuantity);
  return (
    <li className="grid grid-cols-[5.5rem_1fr] gap-x-4 gap-y-3 py-5 sm:grid-cols-[7rem_1fr] sm:gap-x-6">
      <ProductImage
        className={`rounded-control ${state === "gone" || (state === "short" && stock <= 0) ? "opacity-45" : ""}`}
        sizes="7rem"
        src={product?.imageUrl ?? null}
      />
      <div className="grid content-start gap-2">
        <div className="flex items-start justify-between gap-3">
          <div className="grid gap-1">
            {product ? (
              <Link
                className="font-medium leading-snug hover:underline"
                href={`/products/${productId}`}
                prefetch={false}
              >
                {name}
              </Link>
            ) : state === "reading" ? (
              <>
                <Skeleton className="h-5 w-40" />
                <Skeleton className="h-5 w-28" />
              </>
            ) : (
              <span className="font-medium text-ink-muted">{name}</span>
            )}
            {product ? (
              <span className="text-ink-muted text-sm">
                {t("each")} <Price amount={product.price} locale={locale} />
              </span>
            ) : null}
          </div>
          <button
            aria-label={t("remove", { name })}
            className="-mt-2 -mr-2 grid size-11 shrink-0 place-items-center rounded-control text-ink-muted hover:bg-sunken hover:text-ink"
            onClick={() => {
              setQuantity(productId, 0);
              onRemove(name);
            }}
            type="button"
          >
            <TrashIcon />
          </button>
        </div>
        {product && stock > 0 ? (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <QuantityStepper
              labels={{
                group: t("quantityOf", { name }),
                less: t("lessOf", { name }),
                more: t("moreOf", { name }),
                most: t("most", { count: buyable }),
              }}
              max={Math.max(quantity, buyable)}
              onChange={(next) => setQuantity(productId, next)}
              value={quantity}
            />
            <Price
              amount={product.price * quantity}
              className="font-bold text-lg"
              locale={locale}
            />
          </div>
        ) : null}
        {state === "reading" ? <Skeleton className="h-12 w-32" /> : null}
        <PriceChange line={line} />
        {state === "short" && product ? (
          <div className="flex flex-wrap items-center gap-2 text-negative text-sm">
            <span className="font-medium">
              {stock > 0 ? t("short", { count: stock }) : t("soldOut")}
            </span>
            {stock > 0 ? (
              <Button look="outline" onClick={() => setQuantity(productId, stock)}>
                <span className="text-ink">{t("takeRest", { count: stock })}</span>
              </Button>
            ) : null}
          </div>
        ) : null}
        {state === "gone" ? <p className="text-negative text-sm">{t("goneBody")}</p> : null}
      </div>
    </li>
  );
}
