import { orNotFound } from "@sunchak/web/or-not-found";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CampaignForm } from "@/campaign/campaign-form.tsx";
import { Page } from "@/shell/page.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Campaigns");
  return { title: t("create") };
}

export default async function NewCampaignPage(props: PageInput) {
  const { query } = await openPage(props, "campaign.create");
  const { copy } = query;
  const copied = copy ? await orNotFound(caller.campaign.get({ id: copy })) : undefined;
  const t = await getTranslations("Campaigns");
  return (
    <Page back={{ href: "/campaigns", words: t("title") }} lead={t("seoul")} title={t("create")}>
      <CampaignForm campaign={copied} isCopy={copied !== undefined} />
    </Page>
  );
}
