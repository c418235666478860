import { formatMoment } from "@sunchak/web/dates";
import { useLocale, useTranslations } from "next-intl";
import { StockNote } from "@/product/stock-note.tsx";
import { TopStrip } from "./top-strip.tsx";
import type { TopNow } from "./with-sold-out.ts";

/** The best sellers of a category above its products; nothing while there are none. */
export function CategoryBest({ top, days }: { top: TopNow; days: number }) {
  const t = useTranslations("Top");
  const locale = useLocale();
  if (top.items.length === 0 || !top.aggregatedAt) return null;
  return (
    <section aria-labelledby="best-title" className="grid gap-4 border-line border-b pb-8">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="font-bold text-xl" id="best-title">
          {t("title", { days })}
        </h2>
        <p className="text-ink-muted text-sm tabular-nums">
          {t("asOf", { when: formatMoment(top.aggregatedAt, locale) })}
        </p>
      </div>
      <TopStrip
        items={top.items}
        noteOf={(item) =>
          top.soldOut.includes(item.productId) ? (
            <StockNote stock={0} />
          ) : (
            t("sold", { count: item.soldQuantity })
          )
        }
      />
    </section>
  );
}
