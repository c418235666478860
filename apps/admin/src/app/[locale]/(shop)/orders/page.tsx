import {
  type ListAdminOrders,
  listAdminOrdersInput,
  orderMoneyMoves,
  orderStatuses,
} from "@sunchak/core/schema";
import { EmptyState } from "@sunchak/ui/message";
import { nameIn } from "@sunchak/web/locales";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Download } from "@/list/download.tsx";
import { Filters } from "@/list/filters.tsx";
import { Pager } from "@/list/pager.tsx";
import { readQuery, spanIn, withoutPage } from "@/list/read-query.ts";
import { SavedViews } from "@/list/saved-views.tsx";
import { OrderSums } from "@/order/order-sums.tsx";
import { OrderTable } from "@/order/order-table.tsx";
import { SearchChoices } from "@/order/search-choices.tsx";
import { Page } from "@/shell/page.tsx";
import { tagFilter } from "@/tag/tag-filter.ts";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Orders");
  return { title: t("title") };
}

export default async function OrdersPage(props: PageInput) {
  const { locale, query } = await openPage(props);
  const input = readQuery(listAdminOrdersInput, {
    ...query,
    ...spanIn(query),
    size: 20,
  });
  const [t, status, { items, nextCursor, search, totals }, tags] = await Promise.all([
    getTranslations("Orders"),
    getTranslations("OrderStatus"),
    caller.order.list(input),
    caller.tag.names({ subjectType: "order" }),
  ]);
  return (
    <Page
      actions={<Download call="order.csv" file="orders.csv" filter={withoutPage(input)} />}
      title={t("title")}
    >
      <Filters<ListAdminOrders>
        filters={{
          q: { label: t("search"), kind: "search", hint: t("searchHint") },
          status: {
            label: t("status"),
            kind: "select",
            options: orderStatuses.map((one) => [one, status(one)]),
          },
          by: {
            label: t("by"),
            kind: "select",
            unset: t("moments.placed"),
            options: orderMoneyMoves.map((one) => [one, t(`moments.${one}`)]),
          },
          from: { label: t("from"), kind: "date" },
          to: { label: t("to"), kind: "date" },
          tag: tagFilter(t("tag"), tags.items),
          productId: {
            label: t("product"),
            kind: "given",
            words: search.product ? nameIn(search.product, locale) : undefined,
          },
          userId: {
            label: t("shopper"),
            kind: "given",
            words: search.shopper ? `${search.shopper.name} (${search.shopper.email})` : undefined,
          },
        }}
        path="/orders"
        query={query}
      >
        <SavedViews list="orders" query={query} />
      </Filters>
      <SearchChoices query={query} search={search} />
      {input.by ? <OrderSums by={input.by} totals={totals} /> : null}
      {items.length === 0 ? (
        <EmptyState as="h2" title={t("empty")}>
          {t("emptyBody")}
        </EmptyState>
      ) : (
        <OrderTable by={input.by} orders={items} />
      )}
      <Pager nextCursor={nextCursor} path="/orders" query={query} />
    </Page>
  );
}
