import { type ReportInput, type ReportName, reportNames } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { buttonClass } from "@sunchak/ui/button";
import { languages } from "@sunchak/web/locales";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { hrefOf } from "@/list/read-query.ts";
import { daysIn } from "@/report/days.ts";
import { RangeChooser } from "@/report/range-chooser.tsx";
import { ReportSkeleton } from "@/report/report-skeleton.tsx";
import { ReportView } from "@/report/report-view.tsx";
import { Page } from "@/shell/page.tsx";
import { Tabs } from "@/shell/tabs.tsx";
import { getQueryClient, HydrateClient, openPage, type PageInput, trpc } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Nav");
  return { title: t("reports") };
}

export default async function ReportsPage(props: PageInput) {
  const { locale, query } = await openPage(props);
  const [t, nav] = await Promise.all([getTranslations("Reports"), getTranslations("Nav")]);
  const now = new Date();
  const show = reportNames.find((one) => one === query.show) ?? "sales";
  const { days, range, isCut } = daysIn(query, now);
  const here = (one: ReportName) =>
    hrefOf("/reports", { show: one, ...(range === null ? days : { range }) });
  return (
    <Page
      actions={
        <a
          className={buttonClass({ look: "outline" })}
          download
          href={hrefOf("/api/report.csv", { show, ...days, locale: languages[locale].content })}
        >
          {t("csv")}
        </a>
      }
      lead={t(`leads.${show}`)}
      title={nav("reports")}
    >
      <Tabs
        here={here(show)}
        label={t("which")}
        tabs={reportNames.map((one) => [here(one), t(`shows.${one}`)])}
      />
      <RangeChooser days={days} now={now} range={range} show={show} />
      {isCut ? (
        <Alert role="status" tone="caution">
          {t("tooLong")}
        </Alert>
      ) : null}
      <Suspense fallback={<ReportSkeleton />} key={here(show)}>
        <Report days={days} show={show} />
      </Suspense>
    </Page>
  );
}

/** Comes after the rest of the page, which need not wait for what may take seconds to count. */
async function Report({ show, days }: { show: ReportName; days: ReportInput }) {
  const read: Record<ReportName, () => Promise<unknown>> = {
    sales: () => queries.fetchQuery(trpc.report.sales.queryOptions(days)),
    products: () => queries.fetchQuery(trpc.report.products.queryOptions(days)),
    categories: () => queries.fetchQuery(trpc.report.categories.queryOptions(days)),
    campaigns: () => queries.fetchQuery(trpc.report.campaigns.queryOptions(days)),
    shoppers: () => queries.fetchQuery(trpc.report.shoppers.queryOptions(days)),
    balance: () => queries.fetchQuery(trpc.report.balance.queryOptions(days)),
  };
  const queries = getQueryClient();
  await read[show]();
  return (
    <HydrateClient>
      <ReportView days={days} show={show} />
    </HydrateClient>
  );
}
