import type { RisingProducts } from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { formatMoment } from "@sunchak/web/dates";
import { useLocale, useTranslations } from "next-intl";
import { TopStrip } from "./top-strip.tsx";

/** What gained the most places against the window before; nothing while nothing gained any. */
export function Rising({ rising, days }: { rising: RisingProducts; days: number }) {
  const t = useTranslations("Rising");
  const locale = useLocale();
  if (rising.items.length === 0 || !rising.aggregatedAt) return null;
  return (
    <section aria-labelledby="rising-title">
      <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="font-bold text-title" id="rising-title">
          {t("title")}
        </h2>
        <p className="text-ink-muted text-sm tabular-nums">
          {t("asOf", { days, when: formatMoment(rising.aggregatedAt, locale) })}
        </p>
      </div>
      <TopStrip
        items={rising.items}
        noteOf={({ rank, rankBefore }) =>
          rankBefore === null ? (
            <Badge tone="positive">{t("new")}</Badge>
          ) : (
            <Badge tone="positive">
              <span aria-hidden="true">▲ {rankBefore - rank}</span>
              <span className="sr-only">{t("gained", { places: rankBefore - rank })}</span>
            </Badge>
          )
        }
      />
    </section>
  );
}
