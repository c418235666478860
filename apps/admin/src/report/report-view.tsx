"use client";

import { PRODUCTS_SHOWN, type ReportInput, type ReportName } from "@sunchak/core/schema";
import { EmptyState } from "@sunchak/ui/message";
import { nameIn } from "@sunchak/web/locales";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ComponentType } from "react";
import { LiveUpdates, polled } from "@/shell/live-updates.tsx";
import { useTRPC } from "@/trpc/client.tsx";
import { SeriesPart } from "./series-part.tsx";
import { SharePart } from "./share-part.tsx";

interface ViewProps {
  days: ReportInput;
  caption: string;
}

const sold = ["revenue", "soldQuantity", "refundedRevenue", "refundedQuantity"] as const;
const sales = [
  "netSales",
  "sales",
  "refunds",
  "orders",
  "refundedOrders",
  "revenue",
  "discounts",
] as const;

const isNothing = (total: object) => Object.values(total).every((value) => value === 0);

function Nothing() {
  const t = useTranslations("Reports");
  return (
    <EmptyState as="h2" title={t("empty")}>
      {t("emptyBody")}
    </EmptyState>
  );
}

function SalesView({ days, caption }: ViewProps) {
  const trpc = useTRPC().admin;
  const { data: report } = useSuspenseQuery(trpc.report.sales.queryOptions(days, polled));
  const { total } = report;
  if (isNothing(total)) return <Nothing />;
  return (
    <SeriesPart
      caption={caption}
      drawn={{ sales: "bar", orders: "line" }}
      figures={sales}
      keyFigures={[
        ["netSales", total.netSales],
        ["sales", total.sales],
        ["refunds", total.refunds],
        ["orders", total.orders],
      ]}
      report={report}
    />
  );
}

function ProductsView({ days, caption }: ViewProps) {
  const trpc = useTRPC().admin;
  const t = useTranslations("Reports");
  const locale = useLocale();
  const { data: report } = useSuspenseQuery(trpc.report.products.queryOptions(days, polled));
  const { count } = report;
  if (count === 0) return <Nothing />;
  return (
    <>
      <SharePart
        caption={caption}
        days={days}
        figures={sold}
        head={t("product")}
        keyFigures={sold}
        report={report}
        shareOf={({ productId, archived, ...names }) => ({
          id: productId,
          name: nameIn(names, locale),
          href: `/products/${productId}`,
          note: archived ? t("archived") : undefined,
          where: { productId },
        })}
      />
      {count > PRODUCTS_SHOWN ? (
        <p className="text-ink-muted text-sm">{t("cut", { count, shown: PRODUCTS_SHOWN })}</p>
      ) : null}
    </>
  );
}

function CategoriesView({ days, caption }: ViewProps) {
  const trpc = useTRPC().admin;
  const t = useTranslations("Reports");
  const locale = useLocale();
  const { data: report } = useSuspenseQuery(trpc.report.categories.queryOptions(days, polled));
  if (isNothing(report.total)) return <Nothing />;
  return (
    <SharePart
      caption={caption}
      days={days}
      figures={sold}
      head={t("category")}
      keyFigures={sold}
      report={report}
      shareOf={({ slug, ...names }) => ({
        id: slug,
        name: nameIn(names, locale),
        href: `/products?category=${slug}`,
      })}
    />
  );
}

function CampaignsView({ days, caption }: ViewProps) {
  const trpc = useTRPC().admin;
  const t = useTranslations("Reports");
  const locale = useLocale();
  const { data: report } = useSuspenseQuery(trpc.report.campaigns.queryOptions(days, polled));
  if (isNothing(report.total)) return <Nothing />;
  return (
    <SharePart
      caption={caption}
      days={days}
      figures={["sales", "discounts", "orders", "refunds", "refundedOrders", "netSales", "revenue"]}
      head={t("campaign")}
      keyFigures={["sales", "discounts", "orders", "refunds"]}
      report={report}
      shareOf={({ campaign }) =>
        campaign
          ? {
              id: campaign.id,
              name: nameIn(campaign, locale),
              href: `/campaigns/${campaign.id}`,
            }
          : { id: "", name: t("noCampaign") }
      }
    />
  );
}

function ShoppersView({ days, caption }: ViewProps) {
  const trpc = useTRPC().admin;
  const { data: report } = useSuspenseQuery(trpc.report.shoppers.queryOptions(days, polled));
  const { total } = report;
  if (isNothing(total)) return <Nothing />;
  return (
    <SeriesPart
      caption={caption}
      drawn={{ firstOrders: "bar", repeatOrders: "bar", joined: "line" }}
      figures={["joined", "firstOrders", "repeatOrders", "firstSales", "repeatSales"]}
      keyFigures={[
        ["joined", total.joined],
        ["firstOrders", total.firstOrders],
        ["repeatOrders", total.repeatOrders],
        ["repeatSales", total.repeatSales],
      ]}
      report={report}
    />
  );
}

function BalanceView({ days, caption }: ViewProps) {
  const trpc = useTRPC().admin;
  const { data: report } = useSuspenseQuery(trpc.report.balance.queryOptions(days, polled));
  const { total, opening, items } = report;
  if (isNothing({ ...total, opening })) return <Nothing />;
  return (
    <SeriesPart
      caption={caption}
      drawn={{ balance: "bar" }}
      figures={["balance", "charged", "paid", "refunded", "adjusted"]}
      keyFigures={[
        ["balance", items.at(-1)?.balance ?? opening],
        ["charged", total.charged],
        ["paid", total.paid],
        ["refunded", total.refunded],
      ]}
      report={report}
    />
  );
}

const views: Record<ReportName, ComponentType<ViewProps>> = {
  sales: SalesView,
  products: ProductsView,
  categories: CategoriesView,
  campaigns: CampaignsView,
  shoppers: ShoppersView,
  balance: BalanceView,
};

/** How often a report is read again, in seconds: only today's numbers still change. */
const READ_SECONDS = 30;

/** A report. While the server is away, its last numbers stay, and look old. */
export function ReportView({ show, days }: { show: ReportName; days: ReportInput }) {
  const t = useTranslations("Reports");
  const View = views[show];
  return (
    <>
      <LiveUpdates seconds={READ_SECONDS} />
      <div className="grid gap-6 peer-not-empty:opacity-60 [&>*]:min-w-0">
        <View caption={t(`shows.${show}`)} days={days} />
      </div>
    </>
  );
}
