import { EmptyState } from "@sunchak/ui/message";
import { nameIn } from "@sunchak/web/locales";
import { orNotFound } from "@sunchak/web/or-not-found";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CampaignForm } from "@/campaign/campaign-form.tsx";
import { ExtendForm } from "@/campaign/extend-form.tsx";
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
  const isOpened = campaign.opensAt <= campaign.now;
  return (
    <Page
      back={{ href: `/campaigns/${id}`, words: nameIn(campaign, locale) }}
      lead={isOpened ? t("extendLead") : t("seoul")}
      title={isOpened ? t("extend") : t("edit")}
    >
      {campaign.phase === "CLOSED" ? (
        <EmptyState as="h2" title={t("tooLateClosed")} />
      ) : isOpened ? (
        <ExtendForm campaign={campaign} />
      ) : (
        <CampaignForm campaign={campaign} />
      )}
    </Page>
  );
}
