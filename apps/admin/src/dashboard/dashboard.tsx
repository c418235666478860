"use client";

import { type DayFigures, LATE_SECONDS, type SeriesRange } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Meter } from "@sunchak/ui/meter";
import { formatDate, formatMoment, formatTime } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { languages, nameIn } from "@sunchak/web/locales";
import { formatWon, Price } from "@sunchak/web/price";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { PhaseBadge } from "@/campaign/phase-badge.tsx";
import { RangeLinks } from "@/dashboard/range-links.tsx";
import { SalesChart } from "@/dashboard/sales-chart.tsx";
import { Stat } from "@/dashboard/stat.tsx";
import { ExportAlerts } from "@/export/export-alerts.tsx";
import { durationWords } from "@/i18n/duration.ts";
import { hrefOf, spanOf } from "@/list/read-query.ts";
import { LiveUpdates, polled } from "@/shell/live-updates.tsx";
import { Page, Part } from "@/shell/page.tsx";
import { useTRPC } from "@/trpc/client.tsx";

/** Five cards: two in a row on a phone, where the first takes a row. */
const cards = "grid grid-cols-2 gap-3 lg:grid-cols-5 max-lg:[&>:first-child]:col-span-2";

const spanOfDay = ({ from, to }: DayFigures) => spanOf(from, to);

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
  const number = new Intl.NumberFormat(languages[locale].tag).format;
  const orders = (by: string) => (day: DayFigures) => hrefOf("/orders", { by, ...spanOfDay(day) });
  const joined = (day: DayFigures) => hrefOf("/shoppers", { role: "user", ...spanOfDay(day) });
  const figures = [
    { key: "sales", say: won, list: orders("paid") },
    { key: "refunds", say: won, list: orders("refunded") },
    { key: "netSales", say: won, list: orders("settled") },
    { key: "orders", say: number, list: orders("paid") },
    { key: "newShoppers", say: number, list: joined },
  ] as const;
  const before = [
    [t("yesterday"), yesterday],
    [t("lastWeek"), lastWeekSameDay],
  ] as const;
  const lag = durationWords(common, exports.lagSeconds);
  const ago = (instant: string) =>
    t("ago", {
      age: durationWords(common, (Date.parse(shop.now) - Date.parse(instant)) / 1_000),
    });
  const late = exports.lagSeconds > LATE_SECONDS.export;
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
      <Part
        aside={
          <p className="text-ink-muted text-sm tabular-nums">
            {t("sameHours", { time: formatTime(shop.now) })}
          </p>
        }
        title={t("today")}
      >
        <div className={cards}>
          {figures.map(({ key, say, list }) => (
            <Stat
              against={before.map(([name, day]) => ({
                name,
                value: say(day[key]),
                href: list(day),
              }))}
              href={list(today)}
              key={key}
              name={t(`figures.${key}`)}
              value={say(today[key])}
            />
          ))}
        </div>
      </Part>
      <Part title={t("now")}>
        <div className={cards}>
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
            value={number(exports.waiting)}
          />
          <Stat
            href="/exports?status=DEAD"
            name={t("dead")}
            note={delivery}
            tone={exports.dead > 0 ? "negative" : undefined}
            value={number(exports.dead)}
          />
          <Stat
            href="/ranking"
            name={t("ranking")}
            note={ranking.aggregatedAt ? formatMoment(ranking.aggregatedAt, locale) : null}
            value={ranking.aggregatedAt ? ago(ranking.aggregatedAt) : t("never")}
          />
          <Stat
            href="/invariants"
            name={nav("invariants")}
            note={invariants.checkedAt ? ago(invariants.checkedAt) : t("runThem")}
            tone={invariants.holds === false ? "negative" : undefined}
            value={
              invariants.holds === null ? t("never") : invariants.holds ? t("hold") : t("broken")
            }
          />
        </div>
      </Part>
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
                  <span className="w-5 shrink-0 font-semibold tabular-nums">{entry.rank}</span>
                  <Link
                    className="min-w-0 grow truncate hover:underline"
                    href={`/products/${entry.productId}`}
                    prefetch={false}
                  >
                    {nameIn(entry, locale)}
                  </Link>
                  <Link
                    className="flex shrink-0 gap-4 whitespace-nowrap text-ink-muted tabular-nums hover:underline"
                    href="/ranking"
                    prefetch={false}
                  >
                    {t("sold", { count: entry.soldQuantity })}
                    <Price
                      amount={entry.revenue}
                      className="w-24 text-right text-ink"
                      locale={locale}
                    />
                  </Link>
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
                    <Link
                      className="hover:underline"
                      href={`/campaigns/${campaign.id}`}
                      prefetch={false}
                    >
                      {t("issued", { count: campaign.issuedCount, total: campaign.totalQuantity })}
                    </Link>
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
