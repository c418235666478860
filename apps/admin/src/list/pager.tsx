import { buttonClass } from "@sunchak/ui/button";
import { Link } from "@sunchak/web/link";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { hrefOf, type Query } from "./read-query.ts";

interface PagerProps {
  path: string;
  query: Query;
  nextCursor: string | null;
  /** The cursor's name in the query, and the list's name, for a page with several lists. */
  name?: string;
  of?: string;
}

/**
 * Links to the first and the next page, if there are several; the browser's Back leads to the
 * previous one.
 */
export function Pager({ path, query, nextCursor, name = "cursor", of }: PagerProps) {
  const t = useTranslations("Common");
  if (query[name] === undefined && nextCursor === null) return null;
  const step = (words: string, cursor: string | undefined, possible: boolean) =>
    possible ? (
      <Link
        className={buttonClass({ look: "outline" })}
        href={hrefOf(path, { ...query, [name]: cursor })}
        prefetch={false}
      >
        {words}
      </Link>
    ) : (
      <span
        aria-disabled="true"
        className={clsx(buttonClass({ look: "outline" }), "border-line text-ink-muted opacity-60")}
      >
        {words}
      </span>
    );
  return (
    <nav aria-label={of ? `${of}, ${t("paging")}` : t("paging")} className="flex justify-end gap-2">
      {step(t("first"), undefined, query[name] !== undefined)}
      {step(t("next"), nextCursor ?? undefined, nextCursor !== null)}
    </nav>
  );
}
