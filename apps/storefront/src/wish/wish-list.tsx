import type { WishedProduct } from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { ProductImage } from "@sunchak/ui/product-image";
import { nameIn } from "@sunchak/web/locales";
import { useLocale, useTranslations } from "next-intl";
import { ProductCard } from "@/product/product-card.tsx";
import { WishButton } from "./wish-button.tsx";

/** Wished products. One that is taken off stays until the page is left, so that it can come back. */
export function WishList({ items }: { items: WishedProduct[] }) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-10 sm:gap-x-6 md:grid-cols-3 lg:grid-cols-4">
      {items.map((item) => (
        <li key={item.id}>
          {item.onSale ? <ProductCard heading="h2" product={item} /> : <Gone item={item} />}
        </li>
      ))}
    </ul>
  );
}

/** A product that is no longer sold has no page to link to. */
function Gone({ item }: { item: WishedProduct }) {
  const t = useTranslations("Wish");
  const name = nameIn(item, useLocale());
  return (
    <article className="relative grid content-start gap-3 text-ink-muted">
      <div className="overflow-hidden rounded-card">
        <ProductImage
          className="opacity-45 saturate-50"
          sizes="(min-width: 64rem) 25vw, 50vw"
          src={item.imageUrl}
        />
      </div>
      <WishButton name={name} onPicture productId={item.id} />
      <div className="grid justify-items-start gap-1">
        <h2 className="line-clamp-2 font-medium leading-snug tracking-tight">{name}</h2>
        <Badge>{t("gone")}</Badge>
      </div>
    </article>
  );
}
