import { CloseIcon } from "@sunchak/ui/icons";
import { Link } from "@sunchak/web/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { type Filter, FilterForm } from "./filter-form.tsx";
import { hrefOf, type Query } from "./read-query.ts";

interface FiltersProps {
  path: string;
  query: Query;
  filters: Filter[];
  children?: ReactNode;
}

/** The filters of a list: the form, and each active filter with a way to remove it. */
export async function Filters({ path, query, filters, children }: FiltersProps) {
  const t = await getTranslations("Common");
  const active = filters.filter(({ name }) => query[name]);
  const { cursor: _, ...kept } = query;
  return (
    <div className="grid gap-3">
      <FilterForm filters={filters} key={JSON.stringify(kept)} path={path} query={kept} />
      {active.length > 0 || children ? (
        <div className="flex flex-wrap items-center gap-2">
          {active.map((filter) => {
            const value = query[filter.name] ?? "";
            const words =
              filter.kind === "select"
                ? (filter.options.find(([one]) => one === value)?.[1] ?? value)
                : filter.kind === "given"
                  ? (filter.words ?? value)
                  : value;
            return (
              <Link
                className="inline-flex min-h-9 items-center gap-1.5 rounded-full bg-sunken px-3 text-sm hover:bg-line"
                href={hrefOf(path, { ...kept, [filter.name]: undefined })}
                key={filter.name}
                prefetch={false}
              >
                <span className="text-ink-muted">{filter.label}</span>
                <span className="max-w-48 truncate">{words}</span>
                <CloseIcon className="size-4" />
                <span className="sr-only">{t("removeFilter")}</span>
              </Link>
            );
          })}
          {active.length > 1 ? (
            <Link
              className="px-2 text-sm underline underline-offset-4"
              href={path}
              prefetch={false}
            >
              {t("clear")}
            </Link>
          ) : null}
          {children}
        </div>
      ) : null}
    </div>
  );
}
