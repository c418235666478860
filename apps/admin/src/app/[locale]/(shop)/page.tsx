import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Dashboard } from "@/dashboard/dashboard.tsx";
import { rangeIn } from "@/dashboard/range-links.tsx";
import { getQueryClient, HydrateClient, openPage, type PageInput, trpc } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Nav");
  return { title: t("dashboard") };
}

export default async function DashboardPage(props: PageInput) {
  const { query } = await openPage(props);
  const range = rangeIn(query, "7d");
  const queries = getQueryClient();
  await Promise.all([
    queries.fetchQuery(trpc.dashboard.summary.queryOptions()),
    queries.fetchQuery(trpc.dashboard.series.queryOptions({ range })),
  ]);
  return (
    <HydrateClient>
      <Dashboard range={range} />
    </HydrateClient>
  );
}
