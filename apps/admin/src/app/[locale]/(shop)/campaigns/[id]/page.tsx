import { couponStatuses, type ListHolders, listHoldersInput } from "@sunchak/core/schema";
import { orNotFound } from "@sunchak/web/or-not-found";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CampaignView } from "@/campaign/campaign-view.tsx";
import { Filters } from "@/list/filters.tsx";
import { readQuery } from "@/list/read-query.ts";
import { getQueryClient, HydrateClient, openPage, trpc } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Campaigns");
  return { title: t("campaign") };
}

const holderFilter = listHoldersInput.omit({ id: true, size: true });

export default async function CampaignPage(props: PageProps<"/[locale]/campaigns/[id]">) {
  const { query } = await openPage(props);
  const { id } = await props.params;
  const input = { ...readQuery(holderFilter, query), id, size: 20 };
  const queries = getQueryClient();
  await orNotFound(queries.fetchQuery(trpc.campaign.get.queryOptions({ id })));
  const [t, shoppers] = await Promise.all([
    getTranslations("Campaigns"),
    getTranslations("Shoppers"),
    queries.fetchQuery(trpc.campaign.holders.queryOptions(input)),
  ]);
  const filters = (
    <Filters<Omit<ListHolders, "id">>
      filters={{
        q: { label: t("search"), kind: "search", hint: t("holderHint") },
        status: {
          label: shoppers("state"),
          kind: "select",
          options: couponStatuses.map((one) => [one, shoppers(`couponStates.${one}`)]),
        },
      }}
      path={`/campaigns/${id}`}
      query={query}
    />
  );
  return (
    <HydrateClient>
      <CampaignView filters={filters} input={input} query={query} />
    </HydrateClient>
  );
}
