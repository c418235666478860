"use client";

import type { ListHolders } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { buttonClass } from "@sunchak/ui/button";
import { DataTable } from "@sunchak/ui/data-table";
import { Meter } from "@sunchak/ui/meter";
import { formatDate, formatMilliseconds, formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Act } from "@/action/act.tsx";
import { durationWords } from "@/i18n/duration.ts";
import { Pager } from "@/list/pager.tsx";
import type { Query } from "@/list/read-query.ts";
import { May } from "@/session/may.tsx";
import { LiveUpdates, polled } from "@/shell/live-updates.tsx";
import { Facts, Page, Part } from "@/shell/page.tsx";
import { SeeLink } from "@/shell/see-link.tsx";
import { useTRPC } from "@/trpc/client.tsx";
import { discountWords } from "./discount-words.ts";
import { PhaseBadge } from "./phase-badge.tsx";

interface CampaignViewProps {
  query: Query;
  /** The part of the query that asks for a page of the holders, with the campaign's id. */
  input: ListHolders;
  filters: ReactNode;
}

/** A campaign's progress and the holders of its coupons, read again until the campaign is over. */
export function CampaignView({ query, input, filters }: CampaignViewProps) {
  const { id } = input;
  const trpc = useTRPC().admin;
  const locale = useLocale();
  const t = useTranslations("Campaigns");
  const common = useTranslations("Common");
  const shoppers = useTranslations("Shoppers");
  const refused = useTranslations("RefusedBy");
  const { data: campaign } = useSuspenseQuery(trpc.campaign.get.queryOptions({ id }, polled));
  const { data: holders } = useSuspenseQuery(trpc.campaign.holders.queryOptions(input, polled));
  const { progress, phase } = campaign;
  const name = nameIn(campaign, locale);
  const isOver = phase === "CLOSED";
  const isUpcoming = campaign.opensAt > campaign.now;
  const isRunning = phase === "OPEN" || phase === "SOLD_OUT";
  const sellOutSeconds =
    (Date.parse(progress.soldOutAt ?? campaign.now) - Date.parse(campaign.opensAt)) / 1_000;
  const path = `/campaigns/${id}`;
  const pace = [
    isRunning ? t("rate", { count: progress.ratePerMinute }) : "",
    phase === "OPEN" && progress.secondsToSellOut !== null
      ? t("sellOut", { time: durationWords(common, progress.secondsToSellOut) })
      : "",
    progress.soldOutAt === null
      ? ""
      : t("soldOutIn", { time: durationWords(common, sellOutSeconds) }),
  ].filter((words) => words !== "");
  const peak = Math.max(1, ...progress.perMinute.map(({ issued }) => issued));
  return (
    <Page
      actions={
        <>
          {isOver ? null : (
            <May call={isUpcoming ? "campaign.update" : "campaign.extend"}>
              <Link
                className={buttonClass({ look: "outline" })}
                href={`${path}/edit`}
                prefetch={false}
              >
                {isUpcoming ? t("edit") : t("extend")}
              </Link>
            </May>
          )}
          <May call="campaign.create">
            <Link
              className={buttonClass({ look: "outline" })}
              href={`/campaigns/new?copy=${id}`}
              prefetch={false}
            >
              {t("copy")}
            </Link>
          </May>
          {isOver ? null : (
            <>
              <Act
                call={campaign.pausedAt ? "resumeCampaign" : "pauseCampaign"}
                input={{ id }}
                name={name}
              />
              <Act call="closeCampaign" input={{ id }} name={name} />
            </>
          )}
        </>
      }
      back={{ href: "/campaigns", words: t("title") }}
      title={
        <span className="flex flex-wrap items-center gap-3">
          {name}
          <PhaseBadge phase={phase} />
        </span>
      }
    >
      {isOver ? null : <LiveUpdates seconds={isRunning ? 5 : 20} />}
      {campaign.closedAt !== null && campaign.closedAt < campaign.opensAt ? (
        <Alert title={t("calledOff")}>{t("calledOffBody")}</Alert>
      ) : null}
      {isUpcoming && !isOver ? (
        <Alert title={t("rehearse")}>
          {t.rich("rehearseBody", {
            code: (text) => <code className="whitespace-nowrap">{text}</code>,
          })}
        </Alert>
      ) : null}
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_20rem] [&>*]:min-w-0">
        <div className="grid content-start gap-10 max-lg:contents [&>*]:min-w-0">
          <Part title={t("progress")}>
            <p className="flex flex-wrap items-baseline justify-between gap-x-6 tabular-nums">
              <span className="font-bold text-xl">
                {t("issuedOf", { issued: campaign.issuedCount, total: campaign.totalQuantity })}
              </span>
              <span className="text-ink-muted">{pace.join(" · ")}</span>
            </p>
            <Meter
              label={t("progress")}
              max={campaign.totalQuantity}
              value={campaign.issuedCount}
            />
            {progress.perMinute.some(({ issued }) => issued > 0) ? (
              <>
                <svg
                  aria-label={t("lastHour")}
                  className="h-16 w-full text-ink"
                  preserveAspectRatio="none"
                  role="img"
                  viewBox={`0 0 ${progress.perMinute.length} 1`}
                >
                  {progress.perMinute.map(({ at, issued }, index) => (
                    <rect
                      className="fill-current opacity-30"
                      height={issued / peak}
                      key={at}
                      width={0.8}
                      x={index + 0.1}
                      y={1 - issued / peak}
                    />
                  ))}
                </svg>
                <p className="flex flex-wrap justify-between gap-x-6 text-ink-muted text-sm tabular-nums">
                  <span>{t("lastHour")}</span>
                  <span>{t("peak", { count: peak })}</span>
                </p>
              </>
            ) : null}
          </Part>
          <div className="max-lg:order-last">
            <Part title={t("holders")}>
              {filters}
              {holders.items.length === 0 ? (
                <p className="text-ink-muted">{t("noHolders")}</p>
              ) : (
                <DataTable
                  caption={t("holders")}
                  columns={[
                    {
                      key: "user",
                      head: shoppers("shopper"),
                      bare: true,
                      cell: (holder) => (
                        <Link
                          className="grid justify-items-start hover:underline"
                          href={`/shoppers/${holder.userId}`}
                          prefetch={false}
                        >
                          <span className="font-medium">{holder.userName}</span>
                          <span className="text-ink-muted text-sm">{holder.userEmail}</span>
                        </Link>
                      ),
                    },
                    {
                      key: "number",
                      head: t("number"),
                      numeric: true,
                      cell: ({ number }) => number ?? "—",
                    },
                    {
                      key: "state",
                      head: shoppers("state"),
                      cell: ({ status, expiresAt }) => (
                        <span className="grid">
                          {shoppers(`couponStates.${status}`)}
                          {status === "USABLE" ? (
                            <span className="text-ink-muted text-sm tabular-nums">
                              {t("usableUntil", { when: formatMoment(expiresAt, locale) })}
                            </span>
                          ) : null}
                        </span>
                      ),
                    },
                    {
                      key: "issued",
                      head: shoppers("issued"),
                      cell: ({ issuedAt }) => (
                        <span className="grid tabular-nums">
                          {formatDate(issuedAt, locale)}
                          <span className="text-ink-muted text-sm">
                            {formatMilliseconds(issuedAt)}
                          </span>
                        </span>
                      ),
                    },
                    {
                      key: "order",
                      head: t("usedFor"),
                      cell: ({ orderId, orderNumber }) =>
                        orderId ? (
                          <Link
                            className="tabular-nums underline underline-offset-4"
                            href={`/orders/${orderId}`}
                            prefetch={false}
                          >
                            {orderNumber}
                          </Link>
                        ) : (
                          "—"
                        ),
                    },
                  ]}
                  keyOf={({ issuedCouponId }) => issuedCouponId}
                  rows={holders.items}
                />
              )}
              <Pager nextCursor={holders.nextCursor} path={path} query={query} />
            </Part>
          </div>
        </div>
        <div className="grid content-start gap-8">
          <Part title={t("refused")}>
            {progress.refused.length === 0 ? (
              <p className="text-ink-muted">{t("noRefused")}</p>
            ) : (
              <Facts
                items={progress.refused.map(({ reason, count }) => {
                  const key = reason as Parameters<typeof refused>[0];
                  return [refused.has(key) ? refused(key) : reason, count];
                })}
              />
            )}
          </Part>
          <Part title={t("outcome")}>
            <Facts
              items={[
                [shoppers("couponStates.USED"), progress.used],
                [shoppers("couponStates.USABLE"), progress.unused],
                [shoppers("couponStates.EXPIRED"), progress.expired],
                [t("givenBack"), progress.refundedBack],
                [t("revenue"), formatWon(progress.revenue, locale)],
                [t("discountGiven"), formatWon(progress.discountGiven, locale)],
              ]}
            />
          </Part>
          <Part title={t("terms")}>
            <Facts
              items={[
                [t("discount"), discountWords(campaign, locale, t)],
                [t("minimum"), formatWon(campaign.minOrderAmount, locale)],
                [t("opens"), formatMoment(campaign.opensAt, locale)],
                [t("closes"), formatMoment(campaign.closesAt, locale)],
                [
                  t("valid"),
                  campaign.validHours % 24 === 0
                    ? t("days", { count: campaign.validHours / 24 })
                    : t("hours", { count: campaign.validHours }),
                ],
                ...(campaign.closedAt
                  ? [[t("closedAt"), formatMoment(campaign.closedAt, locale)] as [string, string]]
                  : []),
                [t("history"), <SeeLink href={`/audit?subjectId=${id}`} key="history" />],
              ]}
            />
          </Part>
        </div>
      </div>
    </Page>
  );
}
