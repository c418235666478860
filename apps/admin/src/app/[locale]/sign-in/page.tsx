import { ADMIN_PASSWORD_MIN } from "@sunchak/api";
import { Link } from "@sunchak/web/link";
import { pathIn } from "@sunchak/web/locales";
import { safeReturnPath } from "@sunchak/web/return-path";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { EntryPage } from "@/session/entry-page.tsx";
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
    <EntryPage lead={t("lead")} title={t("title")}>
      <SignInForm minLength={ADMIN_PASSWORD_MIN} next={next} />
      <Link
        className="justify-self-center rounded-control px-2 text-ink-muted underline underline-offset-4 hover:text-ink"
        href="/forgot-password"
        prefetch={false}
      >
        {t("forgot")}
      </Link>
    </EntryPage>
  );
}
