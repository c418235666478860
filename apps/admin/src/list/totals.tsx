import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** The sums of all pages of a list. */
export function Totals({ items }: { items: [name: string, value: ReactNode][] }) {
  const t = useTranslations("Common");
  return (
    <section aria-label={t("totals")}>
      <dl className="flex flex-wrap gap-x-8 gap-y-1 tabular-nums">
        {items.map(([name, value]) => (
          <div className="flex items-baseline gap-2" key={name}>
            <dt className="text-ink-muted text-sm">{name}</dt>
            <dd className="font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
