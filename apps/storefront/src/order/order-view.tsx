"use client";

import { Badge } from "@sunchak/ui/badge";
import { formatMoment } from "@sunchak/web/dates";
import { useRefresh } from "@sunchak/web/use-refresh";
import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { settleCart } from "@/cart/cart-store.ts";
import { useTRPC } from "@/trpc/client.tsx";
import { OrderLines } from "./order-lines.tsx";
import { OrderReceipt } from "./order-receipt.tsx";
import { OrderTimeline } from "./order-timeline.tsx";
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
  const { data: detail } = useQuery(trpc.order.detail.queryOptions({ id }));
  const title = useRef<HTMLHeadingElement>(null);
  const cameAs = useRef(order.status);

  useEffect(() => {
    settleCart(order);
    if (order.status === cameAs.current) return;
    // Paid or cancelled on this page: the focus moves to the result.
    if (order.status !== "EXPIRED") title.current?.focus();
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
      <div className="grid grid-cols-1 items-start gap-10 lg:grid-cols-[minmax(0,1fr)_26rem] lg:grid-rows-[auto_1fr] lg:gap-x-16">
        <OrderLines detail={detail} order={order} />
        <div className="lg:row-span-2 lg:self-stretch">
          {pending ? (
            <PayPanel account={balance} order={order} madeAt={madeAt} />
          ) : (
            <OrderReceipt detail={detail} order={order} />
          )}
        </div>
        <OrderTimeline detail={detail} order={order} />
      </div>
      <p className="sr-only" role="status">
        {paid ? t("heading.PAID") : ""}
      </p>
    </div>
  );
}
