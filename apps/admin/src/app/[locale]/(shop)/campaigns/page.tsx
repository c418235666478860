import {
  type AdminCampaign,
  campaignPhases,
  type ListAdminCampaigns,
  listAdminCampaignsInput,
} from "@sunchak/core/schema";
import { buttonClass } from "@sunchak/ui/button";
import { DataTable } from "@sunchak/ui/data-table";
import { EmptyState } from "@sunchak/ui/message";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { discountWords } from "@/campaign/discount-words.ts";
import { PhaseBadge } from "@/campaign/phase-badge.tsx";
import { columnsOf } from "@/list/columns.ts";
import { Filters } from "@/list/filters.tsx";
import { Pager } from "@/list/pager.tsx";
import { readQuery } from "@/list/read-query.ts";
import { SavedViews } from "@/list/saved-views.tsx";
import { May } from "@/session/may.tsx";
import { Page } from "@/shell/page.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Campaigns");
  return { title: t("title") };
}

export default async function CampaignsPage(props: PageInput) {
  const { locale, query } = await openPage(props);
  const input = readQuery(listAdminCampaignsInput, { ...query, size: 20 });
  const [t, phase, { items, nextCursor }] = await Promise.all([
    getTranslations("Campaigns"),
    getTranslations("Phase"),
    caller.campaign.list(input),
  ]);
  return (
    <Page
      actions={
        <May call="campaign.create">
          <Link className={buttonClass()} href="/campaigns/new" prefetch={false}>
            {t("create")}
          </Link>
        </May>
      }
      title={t("title")}
    >
      <Filters<ListAdminCampaigns>
        filters={{
          q: { label: t("search"), kind: "search", hint: t("searchHint") },
          phase: {
            label: t("phase"),
            kind: "select",
            options: campaignPhases.map((one) => [one, phase(one)]),
          },
        }}
        path="/campaigns"
        query={query}
      >
        <SavedViews list="campaigns" query={query} />
      </Filters>
      {items.length === 0 ? (
        <EmptyState as="h2" title={t("empty")}>
          {t("emptyBody")}
        </EmptyState>
      ) : (
        <DataTable
          caption={t("title")}
          columns={columnsOf<AdminCampaign>({
            name: {
              head: t("campaign"),
              bare: true,
              cell: (campaign) => (
                <Link
                  className="font-medium hover:underline"
                  href={`/campaigns/${campaign.id}`}
                  prefetch={false}
                >
                  {nameIn(campaign, locale)}
                </Link>
              ),
            },
            phase: { head: t("phase"), cell: (one) => <PhaseBadge phase={one.phase} /> },
            discountValue: { head: t("discount"), cell: (one) => discountWords(one, locale, t) },
            opensAt: {
              head: t("window"),
              cell: (one) => (
                <span className="text-sm tabular-nums">
                  {formatMoment(one.opensAt, locale)} –<br className="max-md:hidden" />{" "}
                  {formatMoment(one.closesAt, locale)}
                  {one.closedAt ? (
                    <span className="block text-ink-muted">
                      {t("closedOn", { when: formatMoment(one.closedAt, locale) })}
                    </span>
                  ) : null}
                </span>
              ),
            },
            issuedCount: {
              head: t("issued"),
              numeric: true,
              cell: (one) => t("issuedOf", { issued: one.issuedCount, total: one.totalQuantity }),
            },
            id: null,
            nameEn: null,
            discountType: null,
            maxDiscount: null,
            minOrderAmount: null,
            totalQuantity: null,
            remainingQuantity: null,
            closesAt: null,
            validHours: null,
            pausedAt: null,
            closedAt: null,
            version: null,
            createdAt: null,
          })}
          keyOf={({ id }) => id}
          rows={items}
        />
      )}
      <Pager nextCursor={nextCursor} path="/campaigns" query={query} />
    </Page>
  );
}
