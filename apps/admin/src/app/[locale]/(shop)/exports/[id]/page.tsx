import { orNotFound } from "@sunchak/web/or-not-found";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ExportView } from "@/export/export-view.tsx";
import { getQueryClient, HydrateClient, openPage, trpc } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Exports");
  return { title: t("title") };
}

export default async function ExportPage(props: PageProps<"/[locale]/exports/[id]">) {
  await openPage(props);
  const { id } = await props.params;
  await orNotFound(getQueryClient().fetchQuery(trpc.export.get.queryOptions({ id })));
  return (
    <HydrateClient>
      <ExportView id={id} />
    </HydrateClient>
  );
}
