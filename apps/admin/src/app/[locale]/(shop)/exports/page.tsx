import {
  exportStatuses,
  exportTypes,
  type ListExports,
  listExportsInput,
} from "@sunchak/core/schema";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { rangeIn } from "@/dashboard/range-links.tsx";
import { ExportList } from "@/export/export-list.tsx";
import { Filters } from "@/list/filters.tsx";
import { readQuery } from "@/list/read-query.ts";
import { SavedViews } from "@/list/saved-views.tsx";
import { getQueryClient, HydrateClient, openPage, type PageInput, trpc } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Exports");
  return { title: t("title") };
}

export default async function ExportsPage(props: PageInput) {
  const { query } = await openPage(props);
  const input = readQuery(listExportsInput, { ...query, size: 20 });
  const range = rangeIn(query, "24h");
  const { range: _, ...view } = query;
  const queries = getQueryClient();
  const [t, states] = await Promise.all([
    getTranslations("Exports"),
    getTranslations("ExportStatus"),
    queries.fetchQuery(trpc.export.status.queryOptions()),
    queries.fetchQuery(trpc.export.lag.queryOptions({ range })),
    queries.fetchQuery(trpc.export.list.queryOptions(input)),
  ]);
  const filters = (
    <Filters<ListExports>
      filters={{
        q: { label: t("search"), kind: "search", hint: t("searchHint") },
        status: {
          label: t("status"),
          kind: "select",
          options: exportStatuses.map((one) => [one, states(one)]),
        },
        type: {
          label: t("type"),
          kind: "select",
          options: exportTypes.map((one) => [one, one]),
        },
      }}
      path="/exports"
      query={query}
    >
      <SavedViews list="exports" query={view} />
    </Filters>
  );
  return (
    <HydrateClient>
      <ExportList filters={filters} input={input} query={query} range={range} />
    </HydrateClient>
  );
}
