import { ADMIN_PASSWORD_MIN } from "@sunchak/api";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EntryPage } from "@/session/entry-page.tsx";
import { AcceptForm } from "@/session/link-forms.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Invitation");
  return { title: t("title") };
}

/** Where an invitation leads. The server never sees its token: the browser reads it from the #. */
export default async function InvitationPage() {
  const t = await getTranslations("Invitation");
  return (
    <EntryPage title={t("title")}>
      <AcceptForm minLength={ADMIN_PASSWORD_MIN} />
    </EntryPage>
  );
}
