import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AlertTabs } from "@/alert/alert-tabs.tsx";
import { RulesForm } from "@/alert/rules-form.tsx";
import { Page } from "@/shell/page.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("AlertRules");
  return { title: t("title") };
}

export default async function AlertRulesPage(props: PageInput) {
  await openPage(props, "alert.rules");
  const [t, rules] = await Promise.all([getTranslations("AlertRules"), caller.alert.rules()]);
  return (
    <Page lead={t("lead")} title={t("title")}>
      <AlertTabs here="/alerts/rules" />
      <RulesForm rules={rules} />
    </Page>
  );
}
