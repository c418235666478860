import { ProductImage } from "@sunchak/ui/product-image";
import { Price } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { pictureClass } from "@/product/product-card.tsx";
import { StockNote } from "@/product/stock-note.tsx";
import { RankedLink } from "./ranked-link.tsx";
import type { TopNow } from "./with-sold-out.ts";

/** Best sellers in their order: the first large, the others beside it. */
export function TopList({ items, soldOut }: Pick<TopNow, "items" | "soldOut">) {
  const t = useTranslations("Top");
  const locale = useLocale();
  return (
    <ol className="grid grid-cols-1 gap-x-6 gap-y-2 sm:grid-cols-2 sm:gap-y-8 lg:grid-cols-[2fr_1fr_1fr] lg:grid-rows-2">
      {items.map((item, index) => (
        <li
          className={
            index === 0
              ? "group relative sm:row-span-4 lg:row-span-2 lg:grid lg:grid-rows-[minmax(20rem,1fr)_auto]"
              : "group relative grid grid-cols-[min(6.5rem,28vw)_minmax(0,1fr)] items-center gap-4 lg:block"
          }
          key={item.productId}
        >
          <div className="relative overflow-hidden rounded-card">
            <ProductImage
              sizes="(min-width: 64rem) 20vw, 50vw"
              className={`${pictureClass(soldOut.includes(item.productId))} ${
                index === 0 ? "lg:absolute lg:inset-0 lg:aspect-auto lg:h-full" : ""
              }`}
              src={item.imageUrl}
            />
          </div>
          <div className="flex items-start gap-3 py-3">
            <span
              aria-hidden="true"
              className={`shrink-0 font-extrabold tabular-nums leading-none tracking-tighter ${
                index === 0 ? "text-6xl" : "text-3xl"
              }`}
            >
              {item.rank}
            </span>
            <div className="min-w-0">
              <h3
                className={`leading-snug ${index === 0 ? "font-semibold text-lg" : "font-medium"}`}
              >
                <RankedLink item={item} />
              </h3>
              <p className="mt-0.5">
                <Price amount={item.price} className="font-bold" locale={locale} />{" "}
                <span className="whitespace-nowrap text-ink-muted text-sm tabular-nums">
                  {t("sold", { count: item.soldQuantity })}
                </span>
              </p>
              {soldOut.includes(item.productId) ? <StockNote stock={0} /> : null}
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
}
