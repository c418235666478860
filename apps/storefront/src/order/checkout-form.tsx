"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button, buttonClass } from "@sunchak/ui/button";
import { Price } from "@sunchak/ui/price";
import { ProductImage } from "@sunchak/ui/product-image";
import { useCodeWords } from "@sunchak/web/code-words";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { refusalOf } from "@sunchak/web/refusal";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { PricedLine } from "@/cart/use-priced-lines.ts";
import { fitCoupon } from "@/coupon/discount.ts";
import { useTRPC } from "@/trpc/client.tsx";
import { CouponChoice } from "./coupon-choice.tsx";
import { MoneyRow, MoneyRows } from "./money-lines.tsx";
import { usePlaceOrder } from "./use-place-order.ts";

interface CheckoutFormProps {
  lines: PricedLine[];
  /** Won. */
  subtotal: number;
  fromCart: boolean;
  readAgain(): Promise<unknown>;
}

/** What is bought, with which coupon, for how much; placing the order takes no money yet. */
export function CheckoutForm({ lines, subtotal, fromCart, readAgain }: CheckoutFormProps) {
  const t = useTranslations("Checkout");
  const cart = useTranslations("Cart");
  const locale = useLocale();
  const trpc = useTRPC();
  const words = useCodeWords();
  const coupons = useQuery(trpc.coupon.mine.queryOptions());
  const balance = useQuery(trpc.balance.get.queryOptions());
  const [chosen, setChosen] = useState<string | null>(null);
  const placing = usePlaceOrder({ fromCart });

  const coupon = coupons.data?.items.find((one) => one.issuedCouponId === chosen);
  const fit = coupon ? fitCoupon(coupon, subtotal) : null;
  const discount = fit?.usable ? fit.discount : 0;
  const reading = lines.some((line) => line.state === "reading");
  const ready = lines.every((line) => line.state === "ready");
  const busy = placing.isPending || placing.isSuccess;

  function place() {
    placing.mutate(
      {
        lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
        ...(fit?.usable && chosen ? { issuedCouponId: chosen } : {}),
      },
      {
        onError: (error) => {
          // What the server knows better is read again, so that the page shows why.
          const code = refusalOf(error)?.code;
          if (code === "COUPON_NOT_USABLE") setChosen(null);
          void Promise.all([coupons.refetch(), readAgain()]);
        },
      },
    );
  }

  return (
    <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16">
      <div className="grid gap-10">
        <section aria-labelledby="items">
          <h2 className="mb-3 font-bold text-xl" id="items">
            {t("items", { count: lines.length })}
          </h2>
          <ul className="divide-y divide-line border-line border-y">
            {lines.map(({ productId, quantity, product, state }) => (
              <li className="flex items-center gap-4 py-4" key={productId}>
                <div className="w-16 shrink-0">
                  <ProductImage className="rounded-control" src={product?.imageUrl ?? null} />
                </div>
                <div className="grid min-w-0 grow gap-0.5">
                  <span className="font-medium">
                    {product
                      ? nameIn(locale, product)
                      : state === "gone"
                        ? cart("gone")
                        : cart("unnamed")}
                  </span>
                  <span className="text-ink-muted text-sm tabular-nums">
                    {t("quantity", { count: quantity })}
                  </span>
                  {state === "short" && product ? (
                    <span className="text-negative text-sm">
                      {product.stock > 0
                        ? cart("short", { count: product.stock })
                        : cart("soldOut")}
                    </span>
                  ) : null}
                </div>
                {product ? (
                  <Price
                    amount={product.price * quantity}
                    className="font-semibold"
                    locale={locale}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        </section>
        <CouponChoice
          chosen={fit?.usable ? chosen : null}
          coupons={coupons.data?.items}
          disabled={busy}
          onChoose={setChosen}
          subtotal={subtotal}
        />
      </div>
      <section
        aria-labelledby="sum"
        className="grid gap-5 rounded-card bg-sunken p-6 lg:sticky lg:top-28"
      >
        <h2 className="font-bold text-lg" id="sum">
          {t("summary")}
        </h2>
        <MoneyRows>
          <MoneyRow amount={subtotal} label={t("subtotal")} />
          <MoneyRow amount={-discount} label={t("discount")} />
          <div className="my-1 border-line border-t" />
          <MoneyRow amount={subtotal - discount} label={t("total")} strong />
          {balance.data ? <MoneyRow amount={balance.data.balance} label={t("balance")} /> : null}
        </MoneyRows>
        <div className="grid gap-3" role="status">
          {placing.isPending && placing.unknown ? (
            <Alert title={t("checking")}>{t("checkingBody")}</Alert>
          ) : null}
          {placing.error ? <Alert tone="negative">{words(placing.error)}</Alert> : null}
          {!ready && !reading ? (
            <Alert
              action={
                <Link
                  className={buttonClass({ look: "outline" })}
                  href={fromCart ? "/cart" : "/products"}
                >
                  {fromCart ? t("toCart") : t("toProducts")}
                </Link>
              }
              tone="caution"
            >
              {t("notReady")}
            </Alert>
          ) : null}
        </div>
        <Button
          aria-disabled={ready ? undefined : "true"}
          busy={busy}
          onClick={() => ready && place()}
          size="large"
          wide
        >
          {busy ? t("placing") : t("place")}
        </Button>
        <p className="text-ink-muted text-sm">{t("note")}</p>
      </section>
    </div>
  );
}
