import { EmptyState } from "@sunchak/ui/message";
import { nameIn } from "@sunchak/web/locales";
import { orNotFound } from "@sunchak/web/or-not-found";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CampaignForm } from "@/campaign/campaign-form.tsx";
import { Page } from "@/shell/page.tsx";
import { caller, openPage } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Campaigns");
  return { title: t("edit") };
}

export default async function EditCampaignPage(props: PageProps<"/[locale]/campaigns/[id]/edit">) {
  const { locale } = await openPage(props, "campaign.update");
  const { id } = await props.params;
  const campaign = await orNotFound(caller.campaign.get({ id }));
  const t = await getTranslations("Campaigns");
  return (
    <Page
      back={{ href: `/campaigns/${id}`, words: nameIn(campaign, locale) }}
      lead={t("seoul")}
      title={t("edit")}
    >
      {campaign.phase === "CLOSED" ? (
        <EmptyState as="h2" title={t("tooLateClosed")} />
      ) : campaign.opensAt > campaign.now ? (
        <CampaignForm campaign={campaign} />
      ) : (
        <EmptyState as="h2" title={t("tooLate")}>
          {t("tooLateBody")}
        </EmptyState>
      )}
    </Page>
  );
}
