"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button, buttonClass } from "@sunchak/ui/button";
import { EmptyState } from "@sunchak/ui/message";
import { Link } from "@sunchak/web/link";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCodeWords } from "@/refusal/code-words.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.tsx";
import { keysetPages, ORDERS_A_PAGE } from "@/trpc/keyset-pages.ts";
import { OrderCard } from "./order-card.tsx";

/** The shopper's orders, newest first. */
export function OrderList() {
  const t = useTranslations("Orders");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const words = useCodeWords(false);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } =
    useSuspenseInfiniteQuery(
      keysetPages(trpc.order.cards.pathKey(), (cursor) =>
        client.order.cards.query({ cursor, size: ORDERS_A_PAGE }),
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
      <ul className="grid gap-4">
        {orders.map((order) => (
          <OrderCard key={order.orderId} order={order} />
        ))}
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
