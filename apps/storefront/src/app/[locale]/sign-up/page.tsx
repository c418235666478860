import { USER_NAME_MAX } from "@sunchak/core/schema";
import { pathIn } from "@sunchak/web/locales";
import { safeReturnPath } from "@sunchak/web/return-path";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { SignUpForm } from "@/session/sign-up-form.tsx";
import { findShopper } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Sign");
  return { title: t("up.title") };
}

export default async function SignUpPage({ searchParams }: PageProps<"/[locale]/sign-up">) {
  const next = safeReturnPath((await searchParams).next);
  if (await findShopper()) redirect(pathIn(await getLocale(), next));
  const t = await getTranslations("Sign");
  return (
    <div className="mx-auto grid w-full max-w-md gap-8 px-5 pt-10 sm:pt-20">
      <div className="grid gap-2">
        <h1 className="font-bold text-title">{t("up.title")}</h1>
        <p className="text-ink-muted">{next === "/" ? t("up.lead") : t("up.leadBack")}</p>
      </div>
      <ClientMessages groups={["Sign"]}>
        <SignUpForm nameMax={USER_NAME_MAX} next={next} />
      </ClientMessages>
    </div>
  );
}
