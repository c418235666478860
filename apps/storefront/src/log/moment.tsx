import { inSeoul } from "@sunchak/core/seoul";
import { formatDate } from "@sunchak/web/dates";
import { useLocale } from "next-intl";

/** The time of day in Seoul of an instant with microseconds; its date is in the title. */
export function Moment({ instant }: { instant: string }) {
  const date = formatDate(instant, useLocale());
  return (
    <time dateTime={instant} title={date}>
      {`${inSeoul(instant).slice(11, 19)}.${instant.slice(20, 26)}`}
    </time>
  );
}
