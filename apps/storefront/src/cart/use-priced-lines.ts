import type { ProductDetail } from "@sunchak/core/schema";
import { refusalOf } from "@sunchak/web/refusal";
import { useQueries } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client.tsx";
import type { CartLine } from "./cart-store.ts";

/** A line as the shop sees it now. */
export type PricedLine = CartLine &
  (
    | { state: "ready" | "short"; product: ProductDetail }
    /** No longer sold. */
    | { state: "gone"; product: null }
    | { state: "reading" | "unread"; product: null }
  );

/** Reads price and stock of every line from the server, whenever the page is looked at again. */
export function usePricedLines(lines: CartLine[]) {
  const trpc = useTRPC();
  const reads = useQueries({
    queries: lines.map(({ productId }) => trpc.product.get.queryOptions({ id: productId })),
  });
  const priced = lines.map((line, index): PricedLine => {
    const read = reads[index];
    const product = read?.data;
    if (read?.error && refusalOf(read.error)?.code === "NOT_FOUND") {
      return { ...line, state: "gone", product: null };
    }
    if (product) {
      return { ...line, state: product.stock < line.quantity ? "short" : "ready", product };
    }
    return { ...line, state: read?.error ? "unread" : "reading", product: null };
  });
  return {
    priced,
    /** Won, of the lines that could be read. */
    subtotal: priced.reduce(
      (sum, { product, quantity }) => sum + (product?.price ?? 0) * quantity,
      0,
    ),
    readAgain: () => Promise.all(reads.map((read) => read.refetch())),
  };
}
