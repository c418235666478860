import type { RecountReport } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { DataTable } from "@sunchak/ui/data-table";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { getLocale, getTranslations } from "next-intl/server";
import { Facts } from "@/shell/page.tsx";

type Differing = RecountReport["differing"][number];

/** What the last nightly recount found, and what it cost. */
export async function RecountReportView({ report }: { report: RecountReport | null }) {
  const [t, locale] = await Promise.all([getTranslations("Ranking"), getLocale()]);
  if (!report) return <p className="text-ink-muted">{t("nightlyNever")}</p>;
  const { checkedAt, durationMs, agrees, products, differingCount, differing } = report;
  const sold = ({ soldQuantity, revenue }: Differing["stored"]) =>
    `${soldQuantity} · ${formatWon(revenue, locale)}`;
  return (
    <>
      <Alert role="status" tone={agrees ? "positive" : "negative"}>
        {agrees ? t("nightlyAgrees") : t("nightlyDiffers", { count: differingCount })}
      </Alert>
      <Facts
        items={[
          [t("checkedAt"), formatMoment(checkedAt, locale)],
          [t("took"), t("seconds", { seconds: durationMs / 1000 })],
          [t("compared"), t("productCount", { count: products })],
        ]}
      />
      {differing.length > 0 ? (
        <DataTable
          caption={t("differing")}
          columns={[
            {
              key: "name",
              head: t("product"),
              cell: (row) => (
                <Link
                  className="font-medium hover:underline"
                  href={`/products/${row.productId}`}
                  prefetch={false}
                >
                  {nameIn(row, locale)}
                </Link>
              ),
            },
            {
              key: "days",
              head: t("days"),
              cell: ({ days, before }) => t(before ? "daysBefore" : "lastDays", { days }),
            },
            {
              key: "stored",
              head: t("keptSum"),
              numeric: true,
              cell: ({ stored }) => sold(stored),
            },
            {
              key: "counted",
              head: t("counted"),
              numeric: true,
              cell: ({ counted }) => sold(counted),
            },
          ]}
          keyOf={({ productId }) => productId}
          rows={differing}
        />
      ) : null}
    </>
  );
}
