import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InvariantsView } from "@/invariants/invariants-view.tsx";
import { getQueryClient, HydrateClient, openPage, type PageInput, trpc } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Invariants");
  return { title: t("title") };
}

export default async function InvariantsPage(props: PageInput) {
  await openPage(props);
  await getQueryClient().fetchQuery(trpc.invariant.last.queryOptions());
  return (
    <HydrateClient>
      <InvariantsView />
    </HydrateClient>
  );
}
