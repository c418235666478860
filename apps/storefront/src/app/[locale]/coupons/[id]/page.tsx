import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { orNotFound } from "@sunchak/web/or-not-found";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { DiscountAmount, DiscountTerms } from "@/coupon/discount-words.tsx";
import { Drop } from "@/coupon/drop.tsx";
import { toLive } from "@/coupon/to-live.ts";
import { DropData, dropMetadata } from "@/found/drop-data.tsx";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { caller } from "@/trpc/server.tsx";

const readCampaign = cache((id: string) => orNotFound(caller.coupon.get({ id })));

export async function generateMetadata({
  params,
}: PageProps<"/[locale]/coupons/[id]">): Promise<Metadata> {
  const { id } = await params;
  return dropMetadata(await readCampaign(id));
}

export default async function DropPage({ params }: PageProps<"/[locale]/coupons/[id]">) {
  const { id } = await params;
  const [locale, campaign, t, log] = await Promise.all([
    getLocale(),
    readCampaign(id),
    getTranslations("Drop"),
    getTranslations("Log"),
  ]);
  // Ended early: opensAt and closesAt tell what was planned, not what happened.
  const endedEarly = campaign.phase === "CLOSED" && campaign.closesAt > campaign.now;
  return (
    <div className="shell grid gap-8 pt-4 sm:pt-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-16 lg:pt-10">
      <DropData campaign={campaign} />
      <section className="grid content-between gap-12 rounded-panel bg-drop p-6 text-on-drop sm:p-10 lg:min-h-[30rem] lg:p-14">
        <p className="font-semibold">{t("rule")}</p>
        <div>
          <h1 className="font-bold text-2xl sm:text-3xl">{nameIn(campaign, locale)}</h1>
          <p className="mt-3 font-extrabold text-display tracking-[-0.045em]">
            {t.rich("off", { amount: () => <DiscountAmount discount={campaign} /> })}
          </p>
          <p className="mt-4 text-lg">
            <DiscountTerms discount={campaign} />
          </p>
          {endedEarly ? null : (
            <p className="mt-1 tabular-nums">
              {t("window", {
                from: formatMoment(campaign.opensAt, locale),
                to: formatMoment(campaign.closesAt, locale),
              })}
            </p>
          )}
        </div>
      </section>
      <div className="content-center lg:grid">
        <ClientMessages groups={["Drop", "Countdown", "Codes"]}>
          <Drop made={toLive(campaign, campaign.now)} />
        </ClientMessages>
        <Link
          className="mt-4 flex min-h-11 w-fit items-center text-ink-muted text-sm underline underline-offset-4"
          href={`/coupons/${campaign.id}/log`}
        >
          {log("link")}
        </Link>
      </div>
    </div>
  );
}
