import "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css";
import "../globals.css";
import { locales } from "@sunchak/web/locales";
import { viewport } from "@sunchak/web/viewport";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { hasLocale, NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

export { viewport };

export async function generateMetadata({ params }: LayoutProps<"/[locale]">): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(locales, locale)) return {};
  const t = await getTranslations("Site");
  return {
    title: { default: t("name"), template: `%s · ${t("name")}` },
    icons: { icon: { url: "/favicon.svg", type: "image/svg+xml" } },
    robots: { index: false },
  };
}

export default async function LocaleLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}) {
  // Renders every page per request: only then does Next put the request's nonce on its scripts.
  await connection();
  const { locale } = await params;
  if (!hasLocale(locales, locale)) notFound();
  return (
    <html lang={locale}>
      <body className="font-sans text-[0.9375rem] antialiased">
        <NextIntlClientProvider messages={await getMessages()}>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
