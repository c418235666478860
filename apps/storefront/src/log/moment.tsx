import { inSeoul } from "@sunchak/core/seoul";
import { formatDate } from "@sunchak/web/dates";
import { useLocale } from "next-intl";

/** Date and time in Seoul of an instant, with all digits of its seconds; what is none, as it is. */
export function Moment({ instant }: { instant: string }) {
  const locale = useLocale();
  if (Number.isNaN(Date.parse(instant))) return instant;
  const fraction = /\.\d+/.exec(instant)?.[0] ?? "";
  return (
    <time dateTime={instant}>
      <span className="inline-block">{formatDate(instant, locale)}</span>{" "}
      <span className="inline-block">{inSeoul(instant).slice(11, 19) + fraction}</span>
    </time>
  );
}
