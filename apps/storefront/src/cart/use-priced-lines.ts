import type { Product } from "@sunchak/core/schema";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.tsx";
import type { CartLine } from "./cart.ts";

/** A line with the shop's current data. */
export type PricedLine = CartLine & {
  /** How many can be bought now, as far as this page knows. */
  buyable: number;
} & (
    | {
        state: "ready" | "short";
        product: Product;
        /**
         * The price in won when the shopper put it in, or else when this page first showed it; null
         * when it is still the same.
         */
        was: number | null;
      }
    /** No longer sold. */
    | { state: "gone"; product: null }
    | { state: "reading" | "unread"; product: null }
  );

/** Reads price and stock of every line from the server, again whenever the shopper comes back. */
export function usePricedLines(lines: CartLine[]) {
  const trpc = useTRPC();
  const reads = useQueries({
    queries: lines.map(({ productId }) => trpc.product.some.queryOptions({ ids: [productId] })),
  });
  const [shown, setShown] = useState<Record<string, number>>({});
  const unseen = reads.flatMap(({ data }) => data?.items ?? []).filter(({ id }) => !(id in shown));
  if (unseen.length > 0) {
    setShown({ ...shown, ...Object.fromEntries(unseen.map(({ id, price }) => [id, price])) });
  }
  const priced = lines.map((line, index): PricedLine => {
    const read = reads[index];
    const product = read?.data?.items[0];
    if (product) {
      const first = line.price ?? shown[product.id] ?? product.price;
      return {
        ...line,
        buyable: Math.min(line.quantity, Math.max(product.stock, 0)),
        state: product.stock < line.quantity ? "short" : "ready",
        product,
        was: first === product.price ? null : first,
      };
    }
    if (read?.data) return { ...line, buyable: 0, state: "gone", product: null };
    const state = read?.error ? "unread" : "reading";
    return { ...line, buyable: line.quantity, state, product: null };
  });
  return {
    priced,
    /** In won, over the lines that could be read. */
    subtotal: priced.reduce(
      (sum, { product, quantity }) => sum + (product?.price ?? 0) * quantity,
      0,
    ),
    readAgain: () => Promise.all(reads.map((read) => read.refetch())),
  };
}
