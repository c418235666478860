import "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css";
import "../globals.css";
import { languages, locales } from "@sunchak/web/locales";
import { viewport } from "@sunchak/web/viewport";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { CartOwner } from "@/cart/cart-owner.tsx";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { RegisterWorker } from "@/offline/register-worker.tsx";
import { Footer } from "@/shell/footer.tsx";
import { Header } from "@/shell/header.tsx";

export { viewport };

export async function generateMetadata({ params }: LayoutProps<"/[locale]">): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(locales, locale)) return {};
  const t = await getTranslations("Site");
  return {
    title: { default: `${t("name")} — ${t("tagline")}`, template: `%s · ${t("name")}` },
    description: t("description"),
    manifest: `/${locale}.webmanifest`,
    icons: {
      icon: { url: "/favicon.svg", type: "image/svg+xml" },
      apple: { url: "/icons/apple-180.png", sizes: "180x180" },
    },
    openGraph: {
      type: "website",
      siteName: t("name"),
      title: `${t("name")} — ${t("tagline")}`,
      description: t("description"),
      locale: languages[locale].tag.replace("-", "_"),
    },
  };
}

export default async function LocaleLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}) {
  // Nothing is rendered at build time: pages for everybody are kept for a second by the server
  // alone, and those of a person need the request's nonce on their scripts.
  await connection();
  const { locale } = await params;
  if (!hasLocale(locales, locale)) notFound();
  const t = await getTranslations("Shell");
  return (
    <html lang={locale}>
      <body className="flex flex-col font-sans antialiased">
        <CartOwner />
        <RegisterWorker />
        <a
          className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-control focus:bg-ink focus:px-4 focus:py-3 focus:text-canvas"
          href="#main"
        >
          {t("skip")}
        </a>
        <noscript>
          <p className="shell py-3 font-semibold">{t("noScript")}</p>
        </noscript>
        <ClientMessages>
          <Header />
          <main className="grow pb-20" id="main" tabIndex={-1}>
            {children}
          </main>
        </ClientMessages>
        <Footer />
      </body>
    </html>
  );
}
