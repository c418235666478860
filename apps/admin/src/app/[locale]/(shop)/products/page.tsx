import {
  type AdminProduct,
  adminProductSorts,
  isLowOnStock,
  type ListAdminProducts,
  listAdminProductsInput,
} from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { buttonClass } from "@sunchak/ui/button";
import { DataTable } from "@sunchak/ui/data-table";
import { EmptyState } from "@sunchak/ui/message";
import { ProductImage } from "@sunchak/ui/product-image";
import { categoriesIn, categoryName } from "@sunchak/web/categories";
import { Link } from "@sunchak/web/link";
import { languages, nameIn } from "@sunchak/web/locales";
import { formatCount, Price } from "@sunchak/web/price";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { columnsOf } from "@/list/columns.ts";
import { Filters } from "@/list/filters.tsx";
import { Pager } from "@/list/pager.tsx";
import { hrefOf, readQuery } from "@/list/read-query.ts";
import { SavedViews } from "@/list/saved-views.tsx";
import { SelectBox, Selection } from "@/list/selection.tsx";
import { May } from "@/session/may.tsx";
import { Page } from "@/shell/page.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Products");
  return { title: t("title") };
}

export default async function ProductsPage(props: PageInput) {
  const { locale, query } = await openPage(props);
  const input = readQuery(listAdminProductsInput, { ...query, size: 20 });
  const [t, known, { items, nextCursor }] = await Promise.all([
    getTranslations("Products"),
    caller.product.categories(),
    caller.product.list(input),
  ]);
  const categories = categoriesIn(known.items, locale);
  return (
    <Page
      actions={
        <>
          <Link
            className={buttonClass({ look: "outline" })}
            href="/products/categories"
            prefetch={false}
          >
            {t("categories")}
          </Link>
          <a
            className={buttonClass({ look: "outline" })}
            download
            href={hrefOf("/api/products.csv", { locale: languages[locale].content })}
          >
            {t("export")}
          </a>
          <May call="product.import">
            <Link
              className={buttonClass({ look: "outline" })}
              href="/products/import"
              prefetch={false}
            >
              {t("import")}
            </Link>
          </May>
          <May call="product.create">
            <Link className={buttonClass()} href="/products/new" prefetch={false}>
              {t("create")}
            </Link>
          </May>
        </>
      }
      title={t("title")}
    >
      <Filters<ListAdminProducts>
        filters={{
          q: { label: t("search"), kind: "search", hint: t("searchHint") },
          category: {
            label: t("category"),
            kind: "select",
            options: categories.map(({ slug, name }) => [slug, name]),
          },
          status: {
            label: t("status"),
            kind: "select",
            unset: t("statuses.active"),
            options: (["archived", "all"] as const).map((one) => [one, t(`statuses.${one}`)]),
          },
          stock: {
            label: t("stock"),
            kind: "select",
            options: (["in", "low", "out"] as const).map((one) => [one, t(`stocks.${one}`)]),
          },
          sort: {
            label: t("sort"),
            kind: "select",
            unset: t("sorts.newest"),
            options: adminProductSorts
              .filter((one) => one !== "newest")
              .map((one) => [one, t(`sorts.${one}`)]),
          },
        }}
        path="/products"
        query={query}
      >
        <SavedViews list="products" query={query} />
      </Filters>
      {items.length === 0 ? (
        <EmptyState as="h2" title={t("empty")}>
          {t("emptyBody")}
        </EmptyState>
      ) : (
        <Selection
          call={input.status === "archived" ? "restore" : "archive"}
          visible={items.map(({ id }) => id)}
        >
          <DataTable
            caption={t("title")}
            columns={columnsOf<AdminProduct>({
              name: {
                head: t("product"),
                bare: true,
                cell: (product) => (
                  <span className="flex items-center gap-3">
                    <SelectBox id={product.id} label={nameIn(product, locale)} />
                    <span className="w-11 shrink-0">
                      <ProductImage
                        className="rounded-control"
                        sizes="4rem"
                        src={product.imageUrl}
                      />
                    </span>
                    <Link
                      className="min-w-0 font-medium hover:underline"
                      href={`/products/${product.id}`}
                      prefetch={false}
                    >
                      {nameIn(product, locale)}
                      {product.sku === null ? null : (
                        <span className="block break-all font-normal text-ink-muted text-sm">
                          {product.sku}
                        </span>
                      )}
                    </Link>
                    {product.archivedAt ? <Badge>{t("archived")}</Badge> : null}
                  </span>
                ),
              },
              category: {
                head: t("category"),
                cell: ({ category }) => categoryName(categories, category),
              },
              price: {
                head: t("price"),
                numeric: true,
                cell: ({ price }) => <Price amount={price} locale={locale} />,
              },
              stock: {
                head: t("stock"),
                numeric: true,
                cell: (product) =>
                  product.stock === 0 ? (
                    <Badge tone="negative">{t("stocks.out")}</Badge>
                  ) : isLowOnStock(product) ? (
                    <Badge tone="caution">
                      {t("low", { stock: formatCount(product.stock, locale) })}
                    </Badge>
                  ) : (
                    formatCount(product.stock, locale)
                  ),
              },
              soldQuantity: {
                head: t("sold"),
                numeric: true,
                cell: ({ soldQuantity }) => formatCount(soldQuantity, locale),
              },
              sku: null,
              lowStock: null,
              id: null,
              nameEn: null,
              imageUrl: null,
              version: null,
              archivedAt: null,
              createdAt: null,
              updatedAt: null,
            })}
            keyOf={({ id }) => id}
            rows={items}
          />
        </Selection>
      )}
      <Pager nextCursor={nextCursor} path="/products" query={query} />
    </Page>
  );
}
