import { ADMIN_PASSWORD_MIN, PASSWORD_MIN } from "@sunchak/api";
import { ChangePasswordForm } from "@sunchak/web/change-password-form";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { requireShopper } from "@/session/require-shopper.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Password");
  return { title: t("title"), robots: { index: false } };
}

export default async function PasswordPage() {
  const shopper = await requireShopper("/account/password");
  const t = await getTranslations("Password");
  const isAdmin = shopper.role !== "user";
  const min = isAdmin ? ADMIN_PASSWORD_MIN : PASSWORD_MIN;
  return (
    <div className="mx-auto grid w-full max-w-md gap-8 px-5 pt-10 sm:pt-20">
      <div className="grid gap-2">
        <h1 className="font-bold text-title">{t("title")}</h1>
        <p className="text-ink-muted">{t("lead")}</p>
      </div>
      <ClientMessages groups={["Password"]}>
        <ChangePasswordForm
          email={shopper.email}
          hint={t(isAdmin ? "hintAdmin" : "hint", { min })}
          minLength={min}
        />
      </ClientMessages>
    </div>
  );
}
