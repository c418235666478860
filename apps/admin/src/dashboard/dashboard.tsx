"use client";

import type { SeriesRange } from "@sunchak/core/schema";
import { inSeoul } from "@sunchak/core/seoul";
import { Alert } from "@sunchak/ui/alert";
import { Meter } from "@sunchak/ui/meter";
import { formatDate, formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { formatWon, Price } from "@sunchak/web/price";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { PhaseBadge } from "@/campaign/phase-badge.tsx";
import { RangeLinks } from "@/dashboard/range-links.tsx";
import { SalesChart } from "@/dashboard/sales-chart.tsx";
import { Stat } from "@/dashboard/stat.tsx";
import { ExportAlerts, LATE_SECONDS } from "@/export/export-alerts.tsx";
import { durationWords } from "@/i18n/duration.ts";
import { LiveUpdates, polled } from "@/shell/live-updates.tsx";
import { Page, Part } from "@/shell/page.tsx";
import { useTRPC } from "@/trpc/client.tsx";

/** The shop's current numbers, read again every ten seconds. */
export function Dashboard({ range }: { range: SeriesRange }) {
  const trpc = useTRPC().admin;
  const locale = useLocale();
  const t = useTranslations("Dashboard");
  const nav = useTranslations("Nav");
  const common = useTranslations("Common");
  const { data: shop } = useSuspenseQuery(trpc.dashboard.summary.queryOptions(undefined, polled));
  const { data: series } = useSuspenseQuery(trpc.dashboard.series.queryOptions({ range }, polled));
  const { today, yesterday, lastWeekSameDay, exports, ranking, invariants } = shop;
  const won = (amount: number) => formatWon(amount, locale);
  const day = inSeoul(shop.now).slice(0, 10);
  const against = (figure: "sales" | "orders" | "newShoppers") => {
    const say = (value: number) => (figure === "sales" ? won(value) : String(value));
    return t("against", { yesterday: say(yesterday[figure]), week: say(lastWeekSameDay[figure]) });
  };
  const lag = durationWords(common, exports.lagSeconds);
  const age = ranking.aggregatedAt
    ? durationWords(common, (Date.parse(shop.now) - Date.parse(ranking.aggregatedAt)) / 1000)
    : null;
  const late = exports.lagSeconds > LATE_SECONDS;
  const delivery = exports.stalled
    ? t("exportsStalled")
    : exports.paused
      ? t("exportsPaused")
      : exports.failing > 0
        ? null
        : t("delivering");
  return (
    <Page lead={t("asOf", { when: formatMoment(shop.now, locale) })} title={nav("dashboard")}>
      <LiveUpdates seconds={10} />
      <ExportAlerts linked status={exports} />
      {invariants.holds === false ? (
        <Alert
          action={
            <Link className="font-semibold underline underline-offset-4" href="/invariants">
              {t("look")}
            </Link>
          }
          role="status"
          title={t("brokenInvariants")}
          tone="negative"
        >
          {t("brokenInvariantsBody")}
        </Alert>
      ) : null}
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat
          href={`/orders?status=PAID&from=${day}`}
          name={t("salesToday")}
          note={against("sales")}
          value={won(today.sales)}
        />
        <Stat
          href={`/orders?from=${day}`}
          name={t("ordersToday")}
          note={against("orders")}
          value={today.orders}
        />
        <Stat
          href="/shoppers"
          name={t("newShoppers")}
          note={against("newShoppers")}
          value={today.newShoppers}
        />
        <Stat
          href="/shoppers"
          name={t("owed")}
          note={t("owedNote")}
          value={won(shop.balanceOutstanding)}
        />
        <Stat
          href="/exports?status=PENDING"
          name={t("waiting")}
          note={
            exports.failing > 0
              ? t("exportsFailing", { count: exports.failing })
              : t("lag", { lag })
          }
          tone={late ? "caution" : undefined}
          value={exports.waiting}
        />
        <Stat
          href="/exports?status=DEAD"
          name={t("dead")}
          note={delivery}
          tone={exports.dead > 0 ? "negative" : undefined}
          value={exports.dead}
        />
        <Stat
          href="/ranking"
          name={t("ranking")}
          note={ranking.aggregatedAt ? formatMoment(ranking.aggregatedAt, locale) : null}
          value={age ? t("ago", { age }) : t("never")}
        />
        <Stat
          href="/invariants"
          name={nav("invariants")}
          note={invariants.checkedAt ? formatMoment(invariants.checkedAt, locale) : t("runThem")}
          tone={invariants.holds === false ? "negative" : undefined}
          value={
            invariants.holds === null ? t("never") : invariants.holds ? t("hold") : t("broken")
          }
        />
      </div>
      <Part aside={<RangeLinks path="/" query={{}} range={range} />} title={t("series")}>
        <SalesChart {...series} />
      </Part>
      <div className="grid gap-8 lg:grid-cols-2 lg:gap-12 [&>*]:min-w-0">
        <Part title={t("bestSellers")}>
          {shop.bestSellers.length === 0 ? (
            <p className="text-ink-muted">{t("noBestSellers")}</p>
          ) : (
            <ol className="divide-y divide-line border-line border-y">
              {shop.bestSellers.map((entry) => (
                <li className="flex items-center gap-4 py-2.5" key={entry.productId}>
                  <span className="w-5 font-semibold tabular-nums">{entry.rank}</span>
                  <Link
                    className="min-w-0 grow truncate hover:underline"
                    href={`/products/${entry.productId}`}
                    prefetch={false}
                  >
                    {nameIn(entry, locale)}
                  </Link>
                  <span className="whitespace-nowrap text-ink-muted tabular-nums">
                    {t("sold", { count: entry.soldQuantity })}
                  </span>
                  <Price amount={entry.revenue} className="w-28 text-right" locale={locale} />
                </li>
              ))}
            </ol>
          )}
        </Part>
        <Part title={t("campaigns")}>
          {shop.campaigns.length === 0 ? (
            <p className="text-ink-muted">{t("noCampaigns")}</p>
          ) : (
            <ul className="divide-y divide-line border-line border-y">
              {shop.campaigns.map((campaign) => (
                <li className="grid gap-1.5 py-2.5" key={campaign.id}>
                  <div className="flex items-center justify-between gap-4">
                    <Link
                      className="min-w-0 truncate hover:underline"
                      href={`/campaigns/${campaign.id}`}
                      prefetch={false}
                    >
                      {nameIn(campaign, locale)}
                    </Link>
                    <PhaseBadge phase={campaign.phase} />
                  </div>
                  <Meter
                    label={nameIn(campaign, locale)}
                    max={campaign.totalQuantity}
                    value={campaign.issuedCount}
                  />
                  <p className="flex justify-between gap-4 text-[0.8125rem] text-ink-muted tabular-nums">
                    <span>
                      {t("issued", { count: campaign.issuedCount, total: campaign.totalQuantity })}
                    </span>
                    <span>
                      {campaign.phase === "UPCOMING"
                        ? t("opens", { when: formatMoment(campaign.opensAt, locale) })
                        : t("closes", { when: formatDate(campaign.closesAt, locale) })}
                    </span>
                  </p>
                </li>
              ))}
            </ul>
          )}
        </Part>
      </div>
    </Page>
  );
}
