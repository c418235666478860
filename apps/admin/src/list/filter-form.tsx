"use client";

import { Button } from "@sunchak/ui/button";
import { controlClass, Select } from "@sunchak/ui/field";
import { pathIn } from "@sunchak/web/locales";
import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useTransition } from "react";
import { hrefOf, type Query } from "./read-query.ts";

export type Filter =
  | { label: string; kind: "search"; hint: string }
  | { label: string; kind: "date" }
  | { label: string; kind: "select"; options: [value: string, words: string][]; unset?: string }
  /**
   * Set by a link from another page; the user can only remove it. `words` says what the value
   * means.
   */
  | { label: string; kind: "given"; words?: string };

/** A control for each key of a list's input that filters or sorts, in their order on the page. */
export type FilterTable<Input> = {
  [Name in Exclude<keyof Input, "cursor" | "size">]-?: Filter;
};

interface FilterFormProps {
  path: string;
  query: Query;
  filters: Record<string, Filter>;
  /** What the button says, unless it searches. */
  submit?: string;
}

/** A form whose fields become the URL's query; without scripts the browser does that itself. */
export function FilterForm({ path, query, filters, submit: words }: FilterFormProps) {
  const t = useTranslations("Common");
  const locale = useLocale();
  const router = useRouter();
  const [busy, start] = useTransition();
  // Two texts to search by fill a row, so that the dates stay side by side below it.
  const basis =
    Object.values(filters).filter(({ kind }) => kind === "search").length > 1
      ? "basis-80"
      : "basis-48";
  const asked = (name: string) => name in filters && filters[name]?.kind !== "given";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [
      name,
      typeof value === "string" ? value.trim() : "",
    ]);
    start(() => router.push(pathIn(locale, hrefOf(path, Object.fromEntries(fields)))));
  }

  return (
    <form
      action={pathIn(locale, path)}
      className="flex flex-wrap items-end gap-2"
      onChange={(event) => {
        const field = event.target as HTMLElement;
        if (field instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
      }}
      onSubmit={submit}
    >
      {Object.entries(query).map(([name, value]) =>
        asked(name) ? null : <input key={name} name={name} type="hidden" value={value} />,
      )}
      {Object.entries(filters).map(([name, filter]) => {
        const { label, kind } = filter;
        const id = `filter-${name}`;
        if (kind === "given") return null;
        if (kind === "select") {
          return (
            <div className="min-w-32 max-sm:grow" key={name}>
              <Select defaultValue={query[name] ?? ""} id={id} label={label} name={name}>
                <option value="">{filter.unset ?? t("all")}</option>
                {filter.options.map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </Select>
            </div>
          );
        }
        const isSearch = kind === "search";
        // A link may name a minute.
        const isMinute = kind === "date" && query[name]?.includes("T");
        return (
          <div
            className={clsx("grid gap-1.5", isSearch ? ["min-w-48 grow", basis] : "max-sm:grow")}
            key={name}
          >
            <label className="font-medium text-sm" htmlFor={id}>
              {label}
            </label>
            <input
              className={controlClass}
              defaultValue={query[name] ?? ""}
              id={id}
              maxLength={isSearch ? 200 : undefined}
              name={name}
              placeholder={isSearch ? filter.hint : undefined}
              type={isMinute ? "datetime-local" : kind}
            />
          </div>
        );
      })}
      <Button busy={busy} look="outline" type="submit">
        {words ?? t("search")}
      </Button>
    </form>
  );
}
