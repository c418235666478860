"use client";

import type { Order, OrderDetail } from "@sunchak/core/schema";
import { ProductImage } from "@sunchak/ui/product-image";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { Price } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";

/**
 * An order's products, with their names and prices as they were then.
 * @param detail undefined while it is not read; then there are no pictures.
 */
export function OrderLines({ order, detail }: { order: Order; detail: OrderDetail | undefined }) {
  const t = useTranslations("Order");
  const locale = useLocale();
  return (
    <section aria-labelledby="items">
      <h2 className="mb-3 font-bold text-xl" id="items">
        {t("items", { count: order.lines.length })}
      </h2>
      <ul className="divide-y divide-line border-line border-y">
        {order.lines.map((line) => {
          const product = detail?.products[line.productId];
          const name = nameIn(line, locale);
          return (
            <li className="flex items-center gap-4 py-4" key={line.productId}>
              <div className="w-16 shrink-0">
                <ProductImage
                  className="rounded-control"
                  sizes="4rem"
                  src={product?.imageUrl ?? null}
                />
              </div>
              <div className="grid min-w-0 grow gap-0.5">
                {product?.isOnSale === false ? (
                  <span className="font-medium">{name}</span>
                ) : (
                  <Link
                    className="font-medium hover:underline"
                    href={`/products/${line.productId}`}
                  >
                    {name}
                  </Link>
                )}
                <span className="text-ink-muted text-sm tabular-nums">
                  <Price amount={line.unitPrice} locale={locale} />
                  {" × "}
                  {t("quantity", { count: line.quantity })}
                </span>
              </div>
              <Price amount={line.amount} className="font-semibold" locale={locale} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
