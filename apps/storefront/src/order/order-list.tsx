"use client";

import { Alert } from "@sunchak/ui/alert";
import { Badge } from "@sunchak/ui/badge";
import { Button, buttonClass } from "@sunchak/ui/button";
import { EmptyState } from "@sunchak/ui/message";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { Price } from "@sunchak/web/price";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useCodeWords } from "@/refusal/code-words.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.tsx";
import { keysetPages, ORDERS_A_PAGE } from "@/trpc/keyset-pages.ts";
import { statusTones } from "./status-tones.ts";

/** The shopper's orders, newest first. */
export function OrderList() {
  const t = useTranslations("Orders");
  const order = useTranslations("Order");
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const words = useCodeWords(false);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } =
    useSuspenseInfiniteQuery(
      keysetPages(trpc.order.list.pathKey(), (cursor) =>
        client.order.list.query({ cursor, size: ORDERS_A_PAGE }),
      ),
    );
  const orders = data.pages.flatMap((page) => page.items);
  if (orders.length === 0) {
    return (
      <EmptyState
        action={
          <Link className={buttonClass()} href="/products">
            {t("toProducts")}
          </Link>
        }
        as="h2"
        title={t("empty")}
      >
        {t("emptyBody")}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-6">
      <ul className="divide-y divide-line border-line border-y">
        {orders.map(({ orderId, status, lines, createdAt, orderNumber, total }) => {
          const [first] = lines;
          return (
            <li className="group relative grid gap-2 py-5" key={orderId}>
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted text-sm tabular-nums">
                <Badge tone={statusTones[status]}>{order(`status.${status}`)}</Badge>
                {formatMoment(createdAt, locale)}
                {orderNumber ? <span>{orderNumber}</span> : null}
              </p>
              <div className="flex items-baseline justify-between gap-4">
                <h2 className="font-semibold text-lg leading-snug">
                  <Link
                    className="after:absolute after:inset-0 group-hover:underline"
                    href={`/orders/${orderId}`}
                    prefetch={false}
                  >
                    {first
                      ? lines.length > 1
                        ? t("nameAndMore", { name: nameIn(first, locale), count: lines.length - 1 })
                        : nameIn(first, locale)
                      : orderId}
                  </Link>
                </h2>
                <Price amount={total} className="font-bold text-lg" locale={locale} />
              </div>
            </li>
          );
        })}
      </ul>
      {isFetchNextPageError ? <Alert tone="negative">{words(error)}</Alert> : null}
      {hasNextPage ? (
        <Button
          busy={isFetchingNextPage}
          className="justify-self-center"
          look="outline"
          onClick={() => void fetchNextPage()}
        >
          {isFetchingNextPage ? t("reading") : t("more")}
        </Button>
      ) : (
        <p className="text-center text-ink-muted text-sm">{t("all")}</p>
      )}
    </div>
  );
}
