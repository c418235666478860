import { ChevronLeftIcon } from "@sunchak/ui/icons";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { orNotFound } from "@sunchak/web/or-not-found";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { pageMetadata } from "@/found/page-metadata.ts";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { LogCheck } from "@/log/log-check.tsx";
import { caller } from "@/trpc/server.tsx";

const readCampaign = cache((id: string) => orNotFound(caller.coupon.get({ id })));

export async function generateMetadata({
  params,
}: PageProps<"/[locale]/coupons/[id]/log">): Promise<Metadata> {
  const { id } = await params;
  const [campaign, locale, t] = await Promise.all([
    readCampaign(id),
    getLocale(),
    getTranslations("Log"),
  ]);
  return pageMetadata({
    path: `/coupons/${id}/log`,
    title: `${t("title")} · ${nameIn(campaign, locale)}`,
    description: t("lead"),
  });
}

export default async function LogPage({ params }: PageProps<"/[locale]/coupons/[id]/log">) {
  const { id } = await params;
  const [locale, campaign, t] = await Promise.all([
    getLocale(),
    readCampaign(id),
    getTranslations("Log"),
  ]);
  const known = [t("means.known1"), t("means.known2"), t("means.known3"), t("means.known4")];
  const unknown = [t("means.unknown1"), t("means.unknown2"), t("means.unknown3")];
  return (
    <div className="shell pt-6 sm:pt-10">
      <div className="grid max-w-4xl grid-cols-1 gap-10">
        <header className="grid gap-3">
          <Link
            className="flex min-h-11 w-fit items-center gap-1 font-semibold"
            href={`/coupons/${campaign.id}`}
          >
            <ChevronLeftIcon className="size-5" />
            {nameIn(campaign, locale)}
          </Link>
          <h1 className="font-bold text-title">{t("title")}</h1>
          <p className="max-w-prose text-ink-muted">{t("lead")}</p>
        </header>
        <ClientMessages groups={["Log"]}>
          <LogCheck couponId={campaign.id} />
        </ClientMessages>
        <section
          aria-labelledby="means"
          className="grid grid-cols-1 gap-6 border-line border-t pt-8"
        >
          <h2 className="font-bold text-xl" id="means">
            {t("means.title")}
          </h2>
          <div className="grid gap-8 sm:grid-cols-2">
            {[
              { title: t("means.known"), points: known },
              { title: t("means.unknown"), points: unknown },
            ].map(({ title, points }) => (
              <div className="grid content-start gap-2" key={title}>
                <h3 className="font-semibold">{title}</h3>
                <ul className="grid list-disc gap-1.5 pl-5 text-[0.9375rem] text-ink-muted">
                  {points.map((point) => (
                    <li key={point}>{point}</li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
          <div className="grid grid-cols-1 gap-2">
            <h3 className="font-semibold">{t("means.terminal")}</h3>
            <p className="text-[0.9375rem] text-ink-muted">{t("means.terminalBody")}</p>
            <code className="block w-full select-all overflow-x-auto whitespace-nowrap rounded-control bg-sunken p-3 font-mono text-[0.8125rem]">
              npm run verify:drop -- https://… {campaign.id}
            </code>
          </div>
        </section>
      </div>
    </div>
  );
}
