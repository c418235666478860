"use client";

import type { ListedCampaign, LiveProduct } from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { Price } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useCallback } from "react";
import { AddToCart } from "@/cart/add-to-cart.tsx";
import { useLive } from "@/live/use-live.ts";
import type { LiveState } from "@/live/watch.ts";
import { call } from "@/trpc/call.ts";
import { FEW } from "./stock-note.tsx";

type Watched = Pick<LiveProduct, "productId" | "price" | "stock"> & { now?: string };

const ProductNow = createContext<(Watched & { live: LiveState }) | null>(null);

function useProductNow() {
  const product = use(ProductNow);
  if (!product) throw new Error("outside of a ProductLive");
  return product;
}

/** Follows a product's price and stock for the parts inside. */
export function ProductLive({ made, children }: { made: Watched; children: ReactNode }) {
  const { productId } = made;
  const { told, state } = useLive<Watched>(made, {
    path: `/api/v1/products/${productId}/live`,
    event: "product",
    read: useCallback(async () => {
      const { price, stock } = await call("GET", ["product", "get"], { id: productId });
      return { productId, price, stock };
    }, [productId]),
  });
  return <ProductNow value={{ ...told, live: state }}>{children}</ProductNow>;
}

export function PriceNow({ className }: { className: string }) {
  return <Price alone amount={useProductNow().price} className={className} locale={useLocale()} />;
}

/** How much is there; screen readers hear when the last one goes. */
export function StockNow() {
  const t = useTranslations("Stock");
  const { stock, live } = useProductNow();
  return (
    <p className="flex items-center gap-2">
      <span className="empty:-mr-2" role="status">
        {stock <= 0 ? <Badge tone="negative">{t("soldOut")}</Badge> : null}
      </span>
      {stock <= 0 ? null : stock <= FEW ? (
        <Badge tone="caution">{t("few", { count: stock })}</Badge>
      ) : (
        <Badge tone="positive">{t("in")}</Badge>
      )}
      <span className="text-ink-muted text-sm">
        {live === "lost" ? null : t(live === "live" ? "now" : "asking")}
        <span role="status">{live === "lost" ? t("lost") : null}</span>
      </span>
    </p>
  );
}

interface BuyNowProps {
  /** The open ones. */
  campaigns: readonly ListedCampaign[];
  /** The main button while nothing is in stock. */
  soldOut: ReactNode;
}

export function BuyNow(props: BuyNowProps) {
  const { productId, price, stock } = useProductNow();
  return <AddToCart {...props} price={price} productId={productId} stock={stock} />;
}
