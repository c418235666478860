import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { orNotFound } from "@sunchak/web/or-not-found";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import {
  DiscountAmount,
  DiscountTerms,
  formatDiscount,
  Validity,
} from "@/coupon/discount-words.tsx";
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
  const [locale, campaign, t, log, site, { publicKey }] = await Promise.all([
    getLocale(),
    readCampaign(id),
    getTranslations("Drop"),
    getTranslations("Log"),
    getTranslations("Site"),
    caller.alarm.key(),
  ]);
  // Ended early: opensAt and closesAt tell what was planned, not what happened.
  const endedEarly = campaign.phase === "CLOSED" && campaign.closesAt > campaign.now;
  const name = nameIn(campaign, locale);
  const ticket = (
    <>
      <p className="font-semibold">{t("rule")}</p>
      <div>
        <h1 className="font-bold text-2xl sm:text-3xl">{name}</h1>
        <p className="mt-3 font-extrabold text-display tracking-[-0.045em]">
          {t.rich("off", { amount: () => <DiscountAmount discount={campaign} /> })}
        </p>
        <p className="mt-4 text-lg">
          <DiscountTerms discount={campaign} />
        </p>
        <p className="mt-1">
          <Validity hours={campaign.validHours} />
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
    </>
  );
  const off = t.markup("off", { amount: () => formatDiscount(campaign, locale) });
  return (
    <ClientMessages groups={["Drop", "Countdown", "Codes", "Alarm", "Offer"]}>
      <DropData campaign={campaign} />
      <Drop
        log={
          <Link
            className="mt-4 flex min-h-11 w-fit items-center text-ink-muted text-sm underline underline-offset-4"
            href={`/coupons/${campaign.id}/log`}
          >
            {log("link")}
          </Link>
        }
        made={toLive(campaign, campaign.now)}
        picture={{ shop: site("name"), rule: t("rule"), name, off }}
        pushKey={publicKey}
        terms={campaign}
        ticket={ticket}
      />
    </ClientMessages>
  );
}
