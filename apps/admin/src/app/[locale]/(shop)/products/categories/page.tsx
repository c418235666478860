import { DataTable } from "@sunchak/ui/data-table";
import { EmptyState } from "@sunchak/ui/message";
import { Link } from "@sunchak/web/link";
import { nameIn, otherNames } from "@sunchak/web/locales";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CategoryButton } from "@/product/category-button.tsx";
import { May } from "@/session/may.tsx";
import { Page } from "@/shell/page.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Categories");
  return { title: t("title") };
}

export default async function CategoriesPage(props: PageInput) {
  const { locale } = await openPage(props);
  const [t, products, { items }] = await Promise.all([
    getTranslations("Categories"),
    getTranslations("Products"),
    caller.product.categories(),
  ]);
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return (
    <Page
      actions={
        <May call="product.createCategory">
          <CategoryButton />
        </May>
      }
      back={{ href: "/products", words: products("title") }}
      lead={t("lead")}
      title={t("title")}
    >
      {items.length === 0 ? (
        <EmptyState as="h2" title={t("empty")}>
          {t("emptyBody")}
        </EmptyState>
      ) : (
        <DataTable
          caption={t("title")}
          columns={[
            {
              key: "name",
              head: t("title"),
              bare: true,
              cell: (category) => (
                <Link
                  className="grid justify-items-start hover:underline"
                  href={`/products?category=${encodeURIComponent(category.slug)}`}
                  prefetch={false}
                >
                  <span className="font-medium">{nameIn(category, locale)}</span>
                  <span className="text-ink-muted">{otherNames(category, locale).join(" · ")}</span>
                </Link>
              ),
            },
            {
              key: "slug",
              head: t("slug"),
              cell: ({ slug }) => <span className="break-all text-ink-muted">{slug}</span>,
            },
            {
              key: "rename",
              head: <span className="sr-only">{t("rename")}</span>,
              numeric: true,
              cell: (category) => (
                <May call="product.renameCategory">
                  <CategoryButton category={category} />
                </May>
              ),
            },
          ]}
          keyOf={({ slug }) => slug}
          rows={items.toSorted((a, b) => compare(nameIn(a, locale), nameIn(b, locale)))}
        />
      )}
    </Page>
  );
}
