import type { LedgerEntry } from "@sunchak/core/schema";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { Price } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";

/** Changes of a balance: what, how much, and the balance after. */
export function EntryTable({
  entries,
}: {
  entries: (LedgerEntry & { orderNumber?: string | null })[];
}) {
  const t = useTranslations("Balance");
  const locale = useLocale();
  return (
    <div className="@container">
      {/* With letters twice as large a phone has no room for three columns. */}
      <table className="w-full text-left @max-3xs:block">
        <thead className="text-ink-muted text-sm max-sm:sr-only @max-3xs:sr-only">
          <tr className="border-line border-b">
            <th className="py-2 pr-4 font-medium" scope="col">
              {t("what")}
            </th>
            <th className="py-2 pr-4 text-right font-medium" scope="col">
              {t("amount")}
            </th>
            <th className="py-2 text-right font-medium" scope="col">
              {t("balanceAfter")}
            </th>
          </tr>
        </thead>
        <tbody className="@max-3xs:block">
          {entries.map((entry) => (
            <tr
              className="break-inside-avoid border-line border-b @max-3xs:grid"
              key={entry.number}
            >
              <td className="py-3.5 pr-4">
                <span className="block font-medium">
                  {entry.orderId ? (
                    <Link
                      className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
                      href={`/orders/${entry.orderId}`}
                    >
                      {t(`kind.${entry.kind}`)}
                    </Link>
                  ) : (
                    t(`kind.${entry.kind}`)
                  )}
                </span>
                <span className="block text-ink-muted text-sm tabular-nums">
                  {formatMoment(entry.createdAt, locale)}
                </span>
                {entry.orderNumber ? (
                  <span className="block text-ink-muted text-sm tabular-nums">
                    {entry.orderNumber}
                  </span>
                ) : null}
                {entry.kind === "ADJUSTMENT" && entry.reason ? (
                  <span className="block text-ink-muted text-sm">{entry.reason}</span>
                ) : null}
              </td>
              <td className="py-3.5 pr-4 text-right align-top @max-3xs:pr-0 @max-3xs:pb-0">
                <Price
                  amount={entry.amount}
                  className={entry.amount > 0 ? "font-semibold text-positive" : "font-semibold"}
                  locale={locale}
                  signed
                />
              </td>
              <td className="py-3.5 text-right align-top text-ink-muted">
                <Price amount={entry.balanceAfter} locale={locale} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
