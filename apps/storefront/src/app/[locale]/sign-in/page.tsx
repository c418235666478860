import { pathIn } from "@sunchak/web/locales";
import { safeReturnPath } from "@sunchak/web/return-path";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { SignInForm } from "@/session/sign-in-form.tsx";
import { findShopper } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Sign");
  return { title: t("in.title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/[locale]/sign-in">) {
  const next = safeReturnPath((await searchParams).next);
  if (await findShopper()) redirect(pathIn(await getLocale(), next));
  const t = await getTranslations("Sign");
  return (
    <div className="mx-auto grid w-full max-w-md gap-8 px-5 pt-10 sm:pt-20">
      <div className="grid gap-2">
        <h1 className="font-bold text-title">{t("in.title")}</h1>
        <p className="text-ink-muted">{next === "/" ? t("in.lead") : t("in.leadBack")}</p>
      </div>
      <ClientMessages groups={["Sign"]}>
        <SignInForm next={next} />
      </ClientMessages>
    </div>
  );
}
