"use client";

import { Badge } from "@sunchak/ui/badge";
import { buttonClass } from "@sunchak/ui/button";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { Price } from "@sunchak/web/price";
import { useRefresh } from "@sunchak/web/use-refresh";
import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { settleCart } from "@/cart/cart-store.ts";
import { useTRPC } from "@/trpc/client.tsx";
import { MoneyRow, MoneyRows } from "./money-lines.tsx";
import { OrderAgain } from "./order-again.tsx";
import { PayPanel } from "./pay-panel.tsx";
import { statusTones } from "./status-tones.ts";

/** An order in any state: to pay, paid, or over. */
export function OrderView({ id, madeAt }: { id: string; madeAt: string }) {
  const t = useTranslations("Order");
  const locale = useLocale();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const queryClient = useQueryClient();
  const { data: order } = useSuspenseQuery(trpc.order.get.queryOptions({ id }));
  const { data: balance } = useQuery(trpc.balance.get.queryOptions());
  const title = useRef<HTMLHeadingElement>(null);
  const cameAs = useRef(order.status);

  useEffect(() => {
    settleCart(order);
    if (order.status !== "PAID") return;
    // Paid on this page: the focus moves to the result.
    if (cameAs.current === "PENDING") title.current?.focus();
    cameAs.current = order.status;
  }, [order]);

  useEffect(() => {
    // A page from the back-forward cache or a background tab must show the current state.
    const comeBack = (event: Event) => {
      if (event instanceof PageTransitionEvent ? !event.persisted : document.hidden) return;
      void queryClient.invalidateQueries({ queryKey: trpc.order.pathKey() });
      void queryClient.invalidateQueries({ queryKey: trpc.balance.pathKey() });
      void refresh();
    };
    window.addEventListener("pageshow", comeBack);
    document.addEventListener("visibilitychange", comeBack);
    return () => {
      window.removeEventListener("pageshow", comeBack);
      document.removeEventListener("visibilitychange", comeBack);
    };
  }, [queryClient, refresh, trpc]);

  const { status } = order;
  const pending = status === "PENDING";
  const paid = status === "PAID";
  const isOver = status === "CANCELLED" || status === "EXPIRED";
  return (
    <div className="shell grid gap-8 pt-8 sm:pt-12">
      <div className="grid gap-2">
        <p className="flex flex-wrap items-center gap-3 text-ink-muted">
          <Badge tone={statusTones[status]}>{t(`status.${status}`)}</Badge>
          <span className="tabular-nums">{formatMoment(order.createdAt, locale)}</span>
        </p>
        <h1 className="font-bold text-title" ref={title} tabIndex={-1}>
          {t(`heading.${status}`)}
        </h1>
        {status === "PENDING" ? null : (
          <p className="max-w-prose text-ink-muted">{t(`body.${status}`)}</p>
        )}
      </div>
      <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,1fr)_26rem] lg:gap-16">
        <section aria-labelledby="items">
          <h2 className="mb-3 font-bold text-xl" id="items">
            {t("items", { count: order.lines.length })}
          </h2>
          <ul className="divide-y divide-line border-line border-y">
            {order.lines.map((line) => (
              <li className="flex items-baseline justify-between gap-4 py-4" key={line.productId}>
                <div className="grid gap-0.5">
                  <Link
                    className="font-medium hover:underline"
                    href={`/products/${line.productId}`}
                    prefetch={false}
                  >
                    {nameIn(line, locale)}
                  </Link>
                  <span className="text-ink-muted text-sm tabular-nums">
                    <Price amount={line.unitPrice} locale={locale} />
                    {" × "}
                    {t("quantity", { count: line.quantity })}
                  </span>
                </div>
                <Price amount={line.amount} className="font-semibold" locale={locale} />
              </li>
            ))}
          </ul>
        </section>
        {pending ? (
          <PayPanel account={balance} order={order} madeAt={madeAt} />
        ) : (
          <section aria-labelledby="receipt" className="grid gap-5 rounded-card bg-sunken p-6">
            <h2 className="font-bold text-lg" id="receipt">
              {paid ? t("receipt") : t("amounts")}
            </h2>
            {order.orderNumber ? (
              <div>
                <p className="text-ink-muted text-sm">{t("number")}</p>
                <p className="font-bold text-xl tabular-nums tracking-wide">{order.orderNumber}</p>
              </div>
            ) : null}
            <MoneyRows>
              <MoneyRow amount={order.subtotal} label={t("subtotal")} />
              <MoneyRow amount={-order.discount} label={t("discount")} />
              <div className="my-1 border-line border-t" />
              <MoneyRow amount={order.total} label={paid ? t("paidAmount") : t("total")} strong />
              {balance ? <MoneyRow amount={balance.balance} label={t("balanceNow")} /> : null}
            </MoneyRows>
            {order.paidAt ? (
              <p className="text-ink-muted text-sm tabular-nums">
                {t("paidAt", { when: formatMoment(order.paidAt, locale) })}
              </p>
            ) : null}
            <div className="grid gap-2">
              {isOver ? <OrderAgain orderId={id} wide /> : null}
              <Link
                className={buttonClass({ look: isOver ? "outline" : "solid", wide: true })}
                href="/products"
              >
                {t("goOn")}
              </Link>
              <Link className={buttonClass({ look: "outline", wide: true })} href="/orders">
                {t("toOrders")}
              </Link>
            </div>
          </section>
        )}
      </div>
      <p className="sr-only" role="status">
        {paid ? t("heading.PAID") : ""}
      </p>
    </div>
  );
}
