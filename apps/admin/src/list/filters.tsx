import { CloseIcon } from "@sunchak/ui/icons";
import { Link } from "@sunchak/web/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { FilterForm, type FilterTable } from "./filter-form.tsx";
import { hrefOf, type Query } from "./read-query.ts";

interface FiltersProps<Input> {
  path: string;
  query: Query;
  filters: FilterTable<Input>;
  children?: ReactNode;
}

/**
 * The filters of a list: the form, and each active filter with a way to remove it. With the type of
 * the list's input, a filter that the list takes and the page does not offer does not compile.
 */
export async function Filters<Input = never>({
  path,
  query,
  filters,
  children,
}: FiltersProps<Input>) {
  const t = await getTranslations("Common");
  const active = Object.entries<FilterTable<Input>[keyof FilterTable<Input>]>(filters).filter(
    ([name]) => query[name],
  );
  const { cursor: _, ...kept } = query;
  return (
    <div className="grid gap-3">
      <FilterForm filters={filters} key={JSON.stringify(kept)} path={path} query={kept} />
      {active.length > 0 || children ? (
        <div className="flex flex-wrap items-center gap-2">
          {active.map(([name, filter]) => {
            const value = query[name] ?? "";
            const words =
              filter.kind === "select"
                ? (filter.options.find(([one]) => one === value)?.[1] ?? value)
                : filter.kind === "given"
                  ? (filter.words ?? value)
                  : filter.kind === "date"
                    ? value.replace("T", " ")
                    : value;
            return (
              <Link
                className="inline-flex min-h-9 items-center gap-1.5 rounded-full bg-sunken px-3 text-sm hover:bg-line"
                href={hrefOf(path, { ...kept, [name]: undefined })}
                key={name}
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
