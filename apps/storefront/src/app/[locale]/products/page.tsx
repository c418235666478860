import type { ProductPage } from "@sunchak/core/schema";
import { buttonClass } from "@sunchak/ui/button";
import { EmptyState } from "@sunchak/ui/message";
import { Pagination } from "@sunchak/ui/pagination";
import { categoriesIn, categoryName } from "@sunchak/web/categories";
import { Link } from "@sunchak/web/link";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { CategoryData } from "@/found/category-data.tsx";
import { pageMetadata } from "@/found/page-metadata.ts";
import { ActiveFilters, CategoryLinks, Filters } from "@/product/filters.tsx";
import {
  categoryAlone,
  DEEPEST_PAGE,
  isUpsideDown,
  type ListQuery,
  listPath,
  PAGE_SIZE,
  readListQuery,
  SEARCH_LENGTH,
} from "@/product/list-query.ts";
import { ProductGrid } from "@/product/product-card.tsx";
import { CategoryBest } from "@/ranking/category-best.tsx";
import { withSoldOut } from "@/ranking/with-sold-out.ts";
import { inOtherLayout } from "@/search/other-layout.ts";
import { FreshPage } from "@/shell/fresh-page.tsx";
import { caller } from "@/trpc/server.tsx";
import { WishNotice } from "@/wish/wish-notice.tsx";

/** The window of a category's best sellers. */
const BEST_DAYS = 7;

const readCategories = cache(async () =>
  categoriesIn((await caller.product.categories()).items, await getLocale()),
);

export async function generateMetadata({
  searchParams,
}: PageProps<"/[locale]/products">): Promise<Metadata> {
  const { q, category, page } = readListQuery(await searchParams);
  const t = await getTranslations("List");
  if (q) return { title: t("searchTitle", { q }), robots: { index: false } };
  // What is sorted or filtered otherwise is the same list to a search engine.
  return pageMetadata({
    path: listPath(readListQuery({ category, page: String(page) }), { page }),
    title: category ? categoryName(await readCategories(), category) : t("title"),
  });
}

/** What the list has for the same keys in the other keyboard layout; null when that is nothing. */
async function findInOtherLayout(query: ListQuery) {
  const q = query.q && inOtherLayout(query.q);
  if (!q || q.length > SEARCH_LENGTH) return null;
  const { total, totalCapped } = await caller.product.list({ ...query, q, page: 1, size: 1 });
  return total > 0 ? { q, total, totalCapped } : null;
}

export default async function ProductsPage({ searchParams }: PageProps<"/[locale]/products">) {
  const query = readListQuery(await searchParams);
  // There are no items beyond the deepest page, but the links back need the total.
  const page = Math.min(query.page, DEEPEST_PAGE);
  const alone = categoryAlone(query);
  const [t, list, categories, best] = await Promise.all([
    getTranslations("List"),
    caller.product.list({ ...query, page, size: PAGE_SIZE }),
    readCategories(),
    alone
      ? caller.product
          .top({ days: BEST_DAYS, category: alone })
          .then((top) => withSoldOut(top, caller.product.some))
      : null,
  ]);
  const corrected = list.total === 0 ? await findInOtherLayout(query) : null;
  const count = ({ total, totalCapped }: Pick<ProductPage, "total" | "totalCapped">) =>
    totalCapped ? t("totalCapped") : t("total", { count: total });
  const range = (from: number, to: number) =>
    list.totalCapped ? t("rangeCapped", { from, to }) : t("range", { from, to, count: list.total });
  const lastPage = Math.min(Math.max(1, Math.ceil(list.total / PAGE_SIZE)), DEEPEST_PAGE);
  const items = query.page > DEEPEST_PAGE ? [] : list.items;
  const first = (query.page - 1) * PAGE_SIZE + 1;
  const everywhere = query.q && listPath(readListQuery({ q: query.q }));
  const isNarrowed = everywhere && listPath(query, { page: 1 }) !== everywhere;

  return (
    <div className="shell grid gap-6 pt-8 sm:pt-12">
      <FreshPage rendered={Date.now()} />
      {alone ? <CategoryData category={alone} name={categoryName(categories, alone)} /> : null}
      <WishNotice />
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h1 className="font-bold text-title">
          {query.q
            ? t("searchTitle", { q: query.q })
            : query.category
              ? categoryName(categories, query.category)
              : t("title")}
        </h1>
        <p className="text-ink-muted tabular-nums">
          {lastPage > 1 && items.length > 0 ? range(first, first + items.length - 1) : count(list)}
        </p>
      </div>
      {list.total > 0 ? <CategoryLinks categories={categories} query={query} /> : null}
      {best ? <CategoryBest days={BEST_DAYS} top={best} /> : null}
      <Filters query={query} />
      <ActiveFilters categories={categories} query={query} />
      {items.length > 0 ? (
        <ProductGrid eager={4} heading="h2" products={items} />
      ) : list.total > 0 ? (
        <EmptyState
          action={
            <Link className={buttonClass()} href={listPath(query, { page: lastPage })}>
              {t("toLastPage", { page: lastPage })}
            </Link>
          }
          as="h2"
          title={t("pastEnd", { page: query.page })}
        >
          {t("pastEndBody", { page: lastPage })}
        </EmptyState>
      ) : isUpsideDown(query) ? (
        <EmptyState
          action={
            <Link
              className={buttonClass()}
              href={listPath(query, { minPrice: query.maxPrice, maxPrice: query.minPrice })}
            >
              {t("turnOver")}
            </Link>
          }
          as="h2"
          title={t("upsideDown")}
        >
          {t("upsideDownBody")}
        </EmptyState>
      ) : (
        <>
          <EmptyState
            action={
              isNarrowed && !corrected ? (
                <Link className={buttonClass()} href={everywhere}>
                  {t("searchAll", { q: query.q ?? "" })}
                </Link>
              ) : corrected ? (
                <Link className={buttonClass()} href={listPath(query, { q: corrected.q })}>
                  {t("toCorrected", { q: corrected.q, total: count(corrected) })}
                </Link>
              ) : (
                <Link className={buttonClass()} href="/products">
                  {t("showAll")}
                </Link>
              )
            }
            as="h2"
            title={corrected ? t("corrected", { q: corrected.q }) : t("nothing")}
          >
            {corrected ? t("correctedBody") : t("nothingBody")}
          </EmptyState>
          <div className="grid gap-2">
            <h2 className="font-semibold">{t("browse")}</h2>
            <CategoryLinks categories={categories} />
          </div>
        </>
      )}
      {list.total === 0 ? null : (
        <div className="pt-8">
          <Pagination
            hrefOf={(to) => listPath(query, { page: to })}
            labels={{
              nav: t("pages"),
              previous: t("previous"),
              next: t("next"),
              page: (number) => t("page", { number }),
            }}
            lastPage={lastPage}
            Link={Link}
            page={query.page}
          />
        </div>
      )}
    </div>
  );
}
