import { ProductImage } from "@sunchak/ui/product-image";
import type { NamedCategory } from "@sunchak/web/categories";
import { Link } from "@sunchak/web/link";
import { caller } from "@/trpc/server.tsx";

/** The categories side by side, each with the picture of its best seller. */
export async function CategoryTiles({ categories }: { categories: NamedCategory[] }) {
  const bestSellers = await Promise.all(
    categories.map(({ slug: category }) =>
      caller.product.list({ category, sort: "bestSelling", size: 1 }),
    ),
  );
  return (
    <ul className="-m-1 flex gap-3 overflow-x-auto p-1 [scrollbar-width:none] sm:gap-4 lg:grid lg:auto-cols-fr lg:grid-flow-col">
      {categories.map(({ slug, name }, i) => (
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
                src={bestSellers[i]?.items[0]?.imageUrl ?? null}
              />
            </span>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
