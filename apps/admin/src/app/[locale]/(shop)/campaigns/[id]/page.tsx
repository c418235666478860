import { couponStatuses, listHoldersInput } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { buttonClass } from "@sunchak/ui/button";
import { DataTable } from "@sunchak/ui/data-table";
import { Meter } from "@sunchak/ui/meter";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { orNotFound } from "@sunchak/web/or-not-found";
import { formatWon } from "@sunchak/web/price";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Act } from "@/action/act.tsx";
import { discountWords } from "@/campaign/discount-words.ts";
import { PhaseBadge } from "@/campaign/phase-badge.tsx";
import { durationWords } from "@/i18n/duration.ts";
import { Filters } from "@/list/filters.tsx";
import { Pager } from "@/list/pager.tsx";
import { readQuery } from "@/list/read-query.ts";
import { AutoRefresh } from "@/shell/auto-refresh.tsx";
import { Facts, Page, Part } from "@/shell/page.tsx";
import { caller, openPage } from "@/trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Campaigns");
  return { title: t("campaign") };
}

const holderFilter = listHoldersInput.omit({ id: true, size: true });

export default async function CampaignPage(props: PageProps<"/[locale]/campaigns/[id]">) {
  const { locale, query } = await openPage(props);
  const { id } = await props.params;
  const campaign = await orNotFound(caller.campaign.get({ id }));
  const filter = readQuery(holderFilter, query);
  const [t, common, shoppers, refused, holders] = await Promise.all([
    getTranslations("Campaigns"),
    getTranslations("Common"),
    getTranslations("Shoppers"),
    getTranslations("RefusedBy"),
    caller.campaign.holders({ ...filter, id, size: 20 }),
  ]);
  const { progress, phase } = campaign;
  const name = nameIn(campaign, locale);
  const isOver = phase === "CLOSED";
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
          {campaign.opensAt > campaign.now && !isOver ? (
            <Link
              className={buttonClass({ look: "outline" })}
              href={`${path}/edit`}
              prefetch={false}
            >
              {t("edit")}
            </Link>
          ) : null}
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
      {isOver ? null : <AutoRefresh seconds={isRunning ? 5 : 20} />}
      {campaign.closedAt !== null && campaign.closedAt < campaign.opensAt ? (
        <Alert title={t("calledOff")}>{t("calledOffBody")}</Alert>
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
              <Filters
                filters={[
                  { name: "q", label: t("search"), kind: "search", hint: t("holderHint") },
                  {
                    name: "status",
                    label: shoppers("state"),
                    kind: "select",
                    options: couponStatuses.map((one) => [one, shoppers(`couponStates.${one}`)]),
                  },
                ]}
                path={path}
                query={query}
              />
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
                      cell: (holder) => formatMoment(holder.issuedAt, locale),
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
                [
                  t("history"),
                  <Link
                    className="underline underline-offset-4"
                    href={`/audit?subjectId=${id}`}
                    key="history"
                    prefetch={false}
                  >
                    {t("see")}
                  </Link>,
                ],
              ]}
            />
          </Part>
        </div>
      </div>
    </Page>
  );
}
