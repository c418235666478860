import type { Product } from "@sunchak/core/schema";
import { ProductCard } from "./product-card.tsx";

/** A few products, small and side by side; where there is no room they scroll. */
export function ProductStrip({ products }: { products: Product[] }) {
  return (
    <ul className="-m-1 flex min-w-0 gap-4 overflow-x-auto p-1 [scrollbar-width:none] lg:grid lg:grid-cols-6 lg:gap-5">
      {products.map((product) => (
        <li className="w-36 shrink-0 sm:w-44 lg:w-auto" key={product.id}>
          <ProductCard heading="h3" product={product} small />
        </li>
      ))}
    </ul>
  );
}
