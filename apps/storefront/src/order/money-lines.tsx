import { Price } from "@sunchak/web/price";
import { useLocale } from "next-intl";
import type { ReactNode } from "react";

/** One row of a sum. */
export function MoneyRow({
  label,
  amount,
  strong,
  signed,
}: {
  label: ReactNode;
  /** Won. */
  amount: number;
  strong?: boolean;
  signed?: boolean;
}) {
  const locale = useLocale();
  return (
    <div
      className={`flex flex-wrap items-baseline justify-between gap-x-4 ${strong ? "font-bold text-xl" : ""}`}
    >
      <dt className={strong ? "" : "text-ink-muted"}>{label}</dt>
      <dd className="ml-auto">
        <Price amount={amount} locale={locale} signed={signed ?? false} />
      </dd>
    </div>
  );
}

/** Rows of a sum, as a list of terms and amounts. */
export function MoneyRows({ children }: { children: ReactNode }) {
  return <dl className="grid gap-2">{children}</dl>;
}
