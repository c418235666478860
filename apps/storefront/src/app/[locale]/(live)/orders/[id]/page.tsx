import { orNotFound } from "@sunchak/web/or-not-found";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { OrderView } from "@/order/order-view.tsx";
import { requireShopper } from "@/session/require-shopper.ts";
import { getQueryClient, HydrateClient, trpc } from "@/trpc/prefetch.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Order");
  return { title: t("title"), robots: { index: false } };
}

export default async function OrderPage({ params }: PageProps<"/[locale]/orders/[id]">) {
  const { id } = await params;
  await requireShopper(`/orders/${encodeURIComponent(id)}`);
  const client = getQueryClient();
  await Promise.all([
    orNotFound(client.fetchQuery(trpc.order.get.queryOptions({ id }))),
    client.prefetchQuery(trpc.balance.get.queryOptions()),
    client.prefetchQuery(trpc.order.detail.queryOptions({ id })),
  ]);
  return (
    <ClientMessages
      groups={[
        "Order",
        "OrderAgain",
        "Receipt",
        "Timeline",
        "StockLeft",
        "Charge",
        "Codes",
        "Countdown",
      ]}
    >
      <HydrateClient>
        <OrderView id={id} madeAt={new Date().toISOString()} />
      </HydrateClient>
    </ClientMessages>
  );
}
