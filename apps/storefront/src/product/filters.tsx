import { Button, buttonClass } from "@sunchak/ui/button";
import { Select, TextField } from "@sunchak/ui/field";
import { CloseIcon } from "@sunchak/ui/icons";
import { categoryName, type NamedCategory } from "@sunchak/web/categories";
import { Link } from "@sunchak/web/link";
import { pathIn } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { ChipRow } from "./chip-row.tsx";
import { FilterForm } from "./filter-form.tsx";
import { fieldsOf, type ListQuery, listPath, sortsOf } from "./list-query.ts";

interface ListState {
  categories: NamedCategory[];
  query: ListQuery;
}

const allProducts: ListQuery = { sort: "newest", page: 1 };

/**
 * Categories as links, so that one press is enough.
 * @param query the list whose category they change; without one they lead to whole categories.
 */
export function CategoryLinks({
  categories,
  query,
}: Omit<ListState, "query"> & { query?: ListQuery }) {
  const t = useTranslations("List");
  const chip = (slug: string | undefined, label: string) => {
    const here = query !== undefined && query.category === slug;
    return (
      <li key={slug ?? ""}>
        <Link
          aria-current={here ? "true" : undefined}
          className={`inline-flex min-h-11 items-center whitespace-nowrap rounded-full border px-4 font-medium ${
            here ? "border-ink bg-ink text-canvas" : "border-line hover:border-ink"
          }`}
          href={listPath(query ?? allProducts, { category: slug })}
          prefetch={false}
        >
          {label}
        </Link>
      </li>
    );
  };
  return (
    <nav aria-label={t("categories")} className="min-w-0">
      <ChipRow chosen={query && (query.category ?? "")}>
        {query ? chip(undefined, t("all")) : null}
        {categories.map(({ slug, name }) => chip(slug, name))}
      </ChipRow>
    </nav>
  );
}

/** Price, stock and order: a plain form, which submits itself where scripts run. */
export function Filters({ query }: { query: ListQuery }) {
  const t = useTranslations("List");
  const locale = useLocale();
  const controls: Record<Exclude<keyof ListQuery, "page">, ReactNode> = {
    // Chosen elsewhere on the page.
    q: query.q ? <input name="q" type="hidden" value={query.q} /> : null,
    category: query.category ? (
      <input name="category" type="hidden" value={query.category} />
    ) : null,
    minPrice: (
      <TextField
        defaultValue={query.minPrice}
        id="minPrice"
        inputMode="numeric"
        label={t("minPrice")}
        name="minPrice"
        pattern="[0-9]*"
        placeholder="0"
        title={t("digits")}
      />
    ),
    maxPrice: (
      <TextField
        defaultValue={query.maxPrice}
        id="maxPrice"
        inputMode="numeric"
        label={t("maxPrice")}
        name="maxPrice"
        pattern="[0-9]*"
        placeholder={t("noLimit")}
        title={t("digits")}
      />
    ),
    inStock: (
      <Select
        defaultValue={query.inStock === undefined ? "" : String(query.inStock)}
        id="inStock"
        label={t("stock")}
        name="inStock"
      >
        <option value="">{t("stockAny")}</option>
        <option value="true">{t("stockIn")}</option>
        <option value="false">{t("stockOut")}</option>
      </Select>
    ),
    sort: (
      <Select defaultValue={query.sort} id="sort" label={t("sort")} name="sort">
        {sortsOf(query.q).map((sort) => (
          <option key={sort} value={sort}>
            {t(`sorts.${sort}`)}
          </option>
        ))}
      </Select>
    ),
  };
  return (
    <FilterForm action={pathIn(locale, "/products")} label={t("filters")} shown={fieldsOf(query)}>
      {Object.entries(controls).map(([name, control]) => (
        <Fragment key={name}>{control}</Fragment>
      ))}
      <Button className="max-md:col-span-2" look="outline" type="submit">
        {t("apply")}
      </Button>
    </FilterForm>
  );
}

/** The active filters; one press removes one. */
export function ActiveFilters({ categories, query }: ListState) {
  const t = useTranslations("List");
  const locale = useLocale();
  const { q, category, minPrice, maxPrice, inStock } = query;
  const price = (won: number) => formatWon(won, locale);
  const labels: Record<Exclude<keyof ListQuery, "page" | "sort">, string | null> = {
    q: q ? t("activeSearch", { q }) : null,
    category: category ? categoryName(categories, category) : null,
    minPrice: minPrice === undefined ? null : t("activeMin", { price: price(minPrice) }),
    maxPrice: maxPrice === undefined ? null : t("activeMax", { price: price(maxPrice) }),
    inStock: inStock === undefined ? null : inStock ? t("stockIn") : t("stockOut"),
  };
  const active = Object.entries(labels).flatMap(([name, label]) =>
    label ? [{ name, label }] : [],
  );
  if (active.length === 0) return null;
  return (
    <ul aria-label={t("active")} className="flex flex-wrap items-center gap-2">
      {active.map(({ name, label }) => (
        <li key={name}>
          <Link
            aria-label={t("remove", { filter: label })}
            className="inline-flex min-h-11 items-center gap-1.5 rounded-full bg-sunken pr-2.5 pl-4 text-sm hover:bg-line"
            href={listPath(query, { [name]: undefined })}
            prefetch={false}
          >
            {label}
            <CloseIcon className="size-4" />
          </Link>
        </li>
      ))}
      {active.length > 1 ? (
        <li>
          <Link
            className={buttonClass({ look: "quiet" }, "text-sm")}
            href={listPath({ sort: query.sort, page: 1 })}
            prefetch={false}
          >
            {t("clear")}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}
