import { ADMIN_PASSWORD_MIN } from "@sunchak/api";
import { ChangePasswordForm } from "@sunchak/web/change-password-form";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Page } from "@/shell/page.tsx";
import { openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Password");
  return { title: t("title") };
}

export default async function PasswordPage(props: PageInput) {
  const { admin } = await openPage(props);
  const t = await getTranslations("Password");
  return (
    <Page lead={t("lead")} title={t("title")}>
      <div className="max-w-md">
        <ChangePasswordForm
          email={admin.email}
          hint={t("hint", { min: ADMIN_PASSWORD_MIN })}
          minLength={ADMIN_PASSWORD_MIN}
        />
      </div>
    </Page>
  );
}
