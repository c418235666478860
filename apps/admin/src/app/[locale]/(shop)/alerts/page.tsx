import { type ListMessages, listMessagesInput, messageStatuses } from "@sunchak/core/schema";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AlertsView } from "@/alert/alerts-view.tsx";
import { Filters } from "@/list/filters.tsx";
import { readQuery } from "@/list/read-query.ts";
import { getQueryClient, HydrateClient, openPage, type PageInput, trpc } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Alerts");
  return { title: t("title") };
}

export default async function AlertsPage(props: PageInput) {
  const { query } = await openPage(props);
  const input = readQuery(listMessagesInput, { ...query, size: 20 });
  const queries = getQueryClient();
  const [t] = await Promise.all([
    getTranslations("Alerts"),
    queries.fetchQuery(trpc.alert.now.queryOptions()),
    queries.fetchQuery(trpc.alert.messages.queryOptions(input)),
  ]);
  const filters = (
    <Filters<ListMessages>
      filters={{
        status: {
          label: t("status"),
          kind: "select",
          options: messageStatuses.map((one) => [one, t(`statuses.${one}`)]),
        },
      }}
      path="/alerts"
      query={query}
    />
  );
  return (
    <HydrateClient>
      <AlertsView filters={filters} input={input} query={query} />
    </HydrateClient>
  );
}
