import type { Product } from "@sunchak/core/schema";
import { ProductImage } from "@sunchak/ui/product-image";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { Price } from "@sunchak/web/price";
import { useLocale } from "next-intl";
import { WishButton } from "@/wish/wish-button.tsx";
import { StockNote } from "./stock-note.tsx";

/** How a product's picture looks on a card. */
export const pictureClass = (soldOut: boolean) =>
  soldOut
    ? "opacity-45 saturate-50"
    : "transition-transform duration-500 ease-settle group-hover:scale-[1.03]";

/** A product among others; the whole card is its link, but for the heart. */
export function ProductCard({
  product,
  eager = false,
  small = false,
  heading: Heading,
}: {
  product: Product;
  eager?: boolean;
  small?: boolean;
  /** One level below the heading above the products. */
  heading: "h2" | "h3";
}) {
  const locale = useLocale();
  return (
    <article className="group relative grid content-start gap-3">
      <div className="overflow-hidden rounded-card">
        <ProductImage
          className={pictureClass(product.stock <= 0)}
          eager={eager}
          sizes="(min-width: 64rem) 25vw, 50vw"
          src={product.imageUrl}
        />
      </div>
      <WishButton name={nameIn(product, locale)} onPicture productId={product.id} />
      <div className="grid justify-items-start gap-1">
        <Heading className="line-clamp-2 font-medium leading-snug tracking-tight">
          <Link
            className="after:absolute after:inset-0 after:rounded-card"
            href={`/products/${product.id}`}
            prefetch={false}
          >
            {nameIn(product, locale)}
          </Link>
        </Heading>
        <Price
          alone
          amount={product.price}
          className={small ? "font-bold" : "font-bold text-lg"}
          locale={locale}
        />
        <StockNote stock={product.stock} />
      </div>
    </article>
  );
}

/** Products side by side. */
export function ProductGrid({
  products,
  eager = 0,
  heading,
}: {
  products: Product[];
  /** How many of the first pictures are in the first viewport. */
  eager?: number;
  heading: "h2" | "h3";
}) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,8rem),1fr))] gap-x-4 gap-y-10 sm:grid-cols-2 sm:gap-x-6 md:grid-cols-3 lg:grid-cols-4">
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard eager={index < eager} heading={heading} product={product} />
        </li>
      ))}
    </ul>
  );
}
