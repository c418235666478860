import type { LedgerEntry } from "@sunchak/core/schema";
import { DataTable } from "@sunchak/ui/data-table";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { Price } from "@sunchak/web/price";
import { getLocale, getTranslations } from "next-intl/server";

/** The entries that changed a balance. */
export async function LedgerTable({ entries }: { entries: LedgerEntry[] }) {
  const [t, locale] = await Promise.all([getTranslations("Ledger"), getLocale()]);
  return (
    <DataTable
      caption={t("title")}
      columns={[
        {
          key: "kind",
          head: t("kind"),
          bare: true,
          cell: ({ number, kind, orderId, reason }) => (
            <span className="grid">
              <span>
                <span className="mr-2 text-ink-muted tabular-nums">#{number}</span>
                {orderId ? (
                  <Link className="hover:underline" href={`/orders/${orderId}`} prefetch={false}>
                    {t(`kinds.${kind}`)}
                  </Link>
                ) : (
                  t(`kinds.${kind}`)
                )}
              </span>
              {reason ? <span className="text-ink-muted text-sm">{reason}</span> : null}
            </span>
          ),
        },
        {
          key: "at",
          head: t("at"),
          cell: ({ createdAt }) => (
            <span className="whitespace-nowrap tabular-nums">
              {formatMoment(createdAt, locale)}
            </span>
          ),
        },
        {
          key: "amount",
          head: t("amount"),
          numeric: true,
          cell: ({ amount }) => <Price amount={amount} locale={locale} signed />,
        },
        {
          key: "after",
          head: t("after"),
          numeric: true,
          cell: ({ balanceAfter }) => <Price amount={balanceAfter} locale={locale} />,
        },
      ]}
      keyOf={({ number }) => String(number)}
      rows={entries}
    />
  );
}
