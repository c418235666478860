import type { Product } from "@sunchak/core/schema";
import { ProductImage } from "@sunchak/ui/product-image";
import type { NamedCategory } from "@sunchak/web/categories";
import { Link } from "@sunchak/web/link";

/** The categories side by side, each with the picture of a product of it. */
export function CategoryTiles({
  categories,
  products,
}: {
  categories: NamedCategory[];
  products: Pick<Product, "category" | "imageUrl">[];
}) {
  return (
    <ul className="-m-1 flex gap-3 overflow-x-auto p-1 [scrollbar-width:none] sm:gap-4 lg:grid lg:auto-cols-fr lg:grid-flow-col">
      {categories.map(({ slug, name }) => (
        <li className="group w-24 shrink-0 sm:w-32 lg:w-auto" key={slug}>
          <Link
            className="grid gap-2 rounded-card text-center font-medium text-sm sm:text-base"
            href={`/products?category=${encodeURIComponent(slug)}`}
            prefetch={false}
          >
            <span className="overflow-hidden rounded-card">
              <ProductImage
                sizes="(min-width: 64rem) 14vw, 8rem"
                className="transition-transform duration-500 ease-settle group-hover:scale-[1.03]"
                src={products.find(({ category }) => category === slug)?.imageUrl ?? null}
              />
            </span>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
