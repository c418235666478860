import { ADMIN_PASSWORD_MIN } from "@sunchak/api";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EntryPage } from "@/session/entry-page.tsx";
import { ResetForm } from "@/session/link-forms.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ResetPassword");
  return { title: t("title") };
}

/** Where a link for a new password leads. The browser alone reads its token. */
export default async function ResetPasswordPage() {
  const t = await getTranslations("ResetPassword");
  return (
    <EntryPage title={t("title")}>
      <ResetForm minLength={ADMIN_PASSWORD_MIN} />
    </EntryPage>
  );
}
