"use client";

import type { Product } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { call } from "@/trpc/call.ts";
import { ProductStrip } from "./product-strip.tsx";
import { dropSeen, keepSeen, readSeen } from "./seen-products.ts";

const MOST = 6;

/**
 * What this browser has seen before, with the prices and the stock of now; nothing until that is
 * read. It belongs at the end of a page, where it moves nothing.
 * @param here the product that the page shows, which is seen now.
 */
export function RecentlySeen({ here }: { here?: string }) {
  const t = useTranslations("Seen");
  const [products, setProducts] = useState<Product[]>([]);

  useEffect(() => {
    let isOver = false;
    if (here) keepSeen(here);
    const ids = readSeen().filter((id) => id !== here);
    if (ids.length === 0) return;
    call("GET", ["product", "some"], { ids }).then(
      ({ items }) => {
        if (!isOver) setProducts(items.slice(0, MOST));
      },
      // Without an answer, the page is whole without it.
      () => {},
    );
    return () => {
      isOver = true;
    };
  }, [here]);

  if (products.length === 0) return null;
  return (
    <section aria-labelledby="seen-title">
      <div className="mb-4 flex items-center justify-between gap-4">
        <h2 className="font-bold text-xl" id="seen-title">
          {t("title")}
        </h2>
        <Button
          look="quiet"
          onClick={() => {
            dropSeen();
            setProducts([]);
          }}
        >
          {t("forget")}
        </Button>
      </div>
      <ProductStrip products={products} />
    </section>
  );
}
