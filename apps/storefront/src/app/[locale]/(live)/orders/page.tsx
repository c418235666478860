import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { OrderList } from "@/order/order-list.tsx";
import { requireShopper } from "@/session/require-shopper.ts";
import { keysetPages, ORDERS_A_PAGE } from "@/trpc/keyset-pages.ts";
import { getQueryClient, HydrateClient, trpc } from "@/trpc/prefetch.tsx";
import { caller } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Orders");
  return { title: t("title"), robots: { index: false } };
}

export default async function OrdersPage() {
  await requireShopper("/orders");
  const [t] = await Promise.all([
    getTranslations("Orders"),
    getQueryClient().prefetchInfiniteQuery(
      keysetPages(trpc.order.cards.pathKey(), (cursor) =>
        caller.order.cards({ cursor, size: ORDERS_A_PAGE }),
      ),
    ),
  ]);
  return (
    <div className="shell pt-8 sm:pt-12">
      <div className="grid max-w-4xl gap-8">
        <h1 className="font-bold text-title">{t("title")}</h1>
        <ClientMessages groups={["Orders", "Order", "OrderAgain", "Cards", "Codes"]}>
          <HydrateClient>
            <OrderList />
          </HydrateClient>
        </ClientMessages>
      </div>
    </div>
  );
}
