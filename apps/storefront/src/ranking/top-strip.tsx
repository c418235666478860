import { ProductImage } from "@sunchak/ui/product-image";
import { Price } from "@sunchak/web/price";
import { useLocale } from "next-intl";
import type { ReactNode } from "react";
import { type Ranked, RankedLink } from "./ranked-link.tsx";

interface Pictured extends Ranked {
  price: number;
  imageUrl: string | null;
}

interface TopStripProps<Item> {
  items: Item[];
  /** What each product did to be here. */
  noteOf(item: Item): ReactNode;
}

/** A few products in their order, small and side by side; where there is no room they scroll. */
export function TopStrip<Item extends Pictured>({ items, noteOf }: TopStripProps<Item>) {
  const locale = useLocale();
  return (
    <ol className="-m-1 flex min-w-0 gap-4 overflow-x-auto p-1 [scrollbar-width:none] lg:grid lg:grid-cols-5 lg:gap-6">
      {items.map((item) => (
        <li className="group relative w-36 shrink-0 sm:w-44 lg:w-auto" key={item.productId}>
          <div className="overflow-hidden rounded-card">
            <ProductImage
              className="transition-transform duration-500 ease-settle group-hover:scale-[1.03]"
              sizes="(min-width: 64rem) 20vw, 11rem"
              src={item.imageUrl}
            />
          </div>
          <div className="flex min-w-0 items-start gap-2.5 pt-3">
            <span
              aria-hidden="true"
              className="shrink-0 font-extrabold tabular-nums tracking-tighter"
            >
              {item.rank}
            </span>
            <div className="min-w-0">
              <h3 className="line-clamp-2 font-medium leading-snug">
                <RankedLink item={item} />
              </h3>
              <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1">
                <Price amount={item.price} className="font-bold" locale={locale} />
                <span className="whitespace-nowrap text-ink-muted text-sm tabular-nums">
                  {noteOf(item)}
                </span>
              </p>
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
}
