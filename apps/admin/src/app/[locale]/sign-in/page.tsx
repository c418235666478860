import { ADMIN_PASSWORD_MIN } from "@sunchak/api";
import { Wordmark } from "@sunchak/ui/wordmark";
import { LanguageSwitch } from "@sunchak/web/language-switch";
import { pathIn } from "@sunchak/web/locales";
import { safeReturnPath } from "@sunchak/web/return-path";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { SignInForm } from "@/session/sign-in-form.tsx";
import { findAdmin } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("SignIn");
  return { title: t("title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/[locale]/sign-in">) {
  const next = safeReturnPath((await searchParams).next);
  if (await findAdmin()) redirect(pathIn(await getLocale(), next));
  const t = await getTranslations("SignIn");
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-8 px-5 py-10">
      <div className="flex items-center justify-between">
        <Wordmark name={t("mark")} small />
        <LanguageSwitch />
      </div>
      <div className="grid gap-2">
        <h1 className="font-bold text-title">{t("title")}</h1>
        <p className="text-ink-muted">{t("lead")}</p>
      </div>
      <SignInForm minLength={ADMIN_PASSWORD_MIN} next={next} />
    </main>
  );
}
