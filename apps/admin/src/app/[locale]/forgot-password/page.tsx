import { getRuntime } from "@sunchak/api";
import { buttonClass } from "@sunchak/ui/button";
import { Link } from "@sunchak/web/link";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EntryPage } from "@/session/entry-page.tsx";
import { ForgotForm } from "@/session/forgot-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Forgot");
  return { title: t("title") };
}

/** The way to a new password: by mail when the shop sends mail, and always by an owner. */
export default async function ForgotPasswordPage() {
  const t = await getTranslations("Forgot");
  const sendsMail = getRuntime("admin").deps.mail !== undefined;
  return (
    <EntryPage lead={t(sendsMail ? "byMail" : "byOwner")} title={t("title")}>
      {sendsMail ? <ForgotForm /> : null}
      <Link
        className={buttonClass({ look: sendsMail ? "quiet" : "outline", wide: true })}
        href="/sign-in"
        prefetch={false}
      >
        {t("back")}
      </Link>
    </EntryPage>
  );
}
