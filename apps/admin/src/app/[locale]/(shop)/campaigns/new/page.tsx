import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CampaignForm } from "@/campaign/campaign-form.tsx";
import { Page } from "@/shell/page.tsx";
import { openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Campaigns");
  return { title: t("create") };
}

export default async function NewCampaignPage(props: PageInput) {
  await openPage(props, "campaign.create");
  const t = await getTranslations("Campaigns");
  return (
    <Page back={{ href: "/campaigns", words: t("title") }} lead={t("seoul")} title={t("create")}>
      <CampaignForm />
    </Page>
  );
}
