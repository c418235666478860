"use client";

import type { LedgerFilter } from "@sunchak/core/schema";
import { Select } from "@sunchak/ui/field";
import { formatMonth } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { pathIn } from "@sunchak/web/locales";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { entryKinds, ledgerPath } from "./ledger-query.ts";

/**
 * Narrows the balance history to a kind and a month. Both live in the address, which they replace, so
 * that Back leaves the page.
 * @param months `YYYY-MM`, the newest first.
 */
export function LedgerFilters({ filter, months }: { filter: LedgerFilter; months: string[] }) {
  const t = useTranslations("Ledger");
  const kinds = useTranslations("Balance");
  const locale = useLocale();
  const router = useRouter();
  // A month of the address that has no entries is still what is shown.
  const offered =
    filter.month && !months.includes(filter.month) ? [filter.month, ...months] : months;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <ul aria-label={t("kinds")} className="flex flex-wrap gap-2">
        {[undefined, ...entryKinds].map((kind) => {
          const isChosen = kind === filter.kind;
          return (
            <li key={kind ?? ""}>
              <Link
                aria-current={isChosen ? "true" : undefined}
                className={`flex min-h-11 items-center rounded-full border px-3.5 font-medium text-[0.9375rem] ${
                  isChosen
                    ? "border-ink bg-ink text-canvas"
                    : "border-line-strong hover:border-ink hover:bg-sunken"
                }`}
                href={ledgerPath({ ...filter, kind })}
                replace
                scroll={false}
              >
                {kind ? kinds(`kind.${kind}`) : t("all")}
              </Link>
            </li>
          );
        })}
      </ul>
      <Select
        className="min-w-40"
        hideLabel
        id="month"
        label={t("month")}
        onChange={({ target }) =>
          router.replace(
            pathIn(locale, ledgerPath({ ...filter, month: target.value || undefined })),
            { scroll: false },
          )
        }
        value={filter.month ?? ""}
      >
        <option value="">{t("allMonths")}</option>
        {offered.map((month) => (
          <option key={month} value={month}>
            {formatMonth(month, locale)}
          </option>
        ))}
      </Select>
    </div>
  );
}
