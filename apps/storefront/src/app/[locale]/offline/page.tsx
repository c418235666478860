import { ErrorState } from "@sunchak/ui/message";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BackOnline } from "@/offline/back-online.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Offline");
  return { title: t("title"), robots: { index: false } };
}

/** What the service worker shows in the place of any page while the network is away. */
export default async function OfflinePage() {
  const t = await getTranslations("Offline");
  return (
    <div className="shell">
      <ErrorState action={<BackOnline>{t("again")}</BackOnline>} title={t("title")}>
        {t("body")}
      </ErrorState>
    </div>
  );
}
