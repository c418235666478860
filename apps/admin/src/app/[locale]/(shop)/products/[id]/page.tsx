import { Badge } from "@sunchak/ui/badge";
import { DataTable } from "@sunchak/ui/data-table";
import { formatMoment } from "@sunchak/web/dates";
import { nameIn } from "@sunchak/web/locales";
import { orNotFound } from "@sunchak/web/or-not-found";
import { formatCount } from "@sunchak/web/price";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Act } from "@/action/act.tsx";
import { Adjust } from "@/action/adjust.tsx";
import { Pager } from "@/list/pager.tsx";
import { cursorIn } from "@/list/read-query.ts";
import { ProductForm } from "@/product/product-form.tsx";
import { May } from "@/session/may.tsx";
import { Facts, Page, Part } from "@/shell/page.tsx";
import { SeeLink } from "@/shell/see-link.tsx";
import { caller, openPage } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Products");
  return { title: t("product") };
}

export default async function ProductPage(props: PageProps<"/[locale]/products/[id]">) {
  const { locale, query } = await openPage(props);
  const { id } = await props.params;
  const [product, { items: categories }, journal] = await orNotFound(
    Promise.all([
      caller.product.get({ id }),
      caller.product.categories(),
      caller.product.stockJournal({ id, size: 10, cursor: cursorIn(query.journal) }),
    ]),
  );
  const t = await getTranslations("Products");
  const name = nameIn(product, locale);
  return (
    <Page
      actions={
        <>
          <May call="product.adjustStock">
            <Adjust current={product.stock} id={id} name={name} what="stock" />
          </May>
          <Act call={product.archivedAt ? "restore" : "archive"} input={{ ids: [id] }} />
        </>
      }
      back={{ href: "/products", words: t("title") }}
      title={
        <span className="flex flex-wrap items-center gap-3">
          {name}
          {product.archivedAt ? <Badge>{t("archived")}</Badge> : null}
        </span>
      }
    >
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_22rem] [&>*]:min-w-0">
        <ProductForm categories={categories} key={id} product={product} />
        <div className="grid content-start gap-8">
          <Part title={t("numbers")}>
            <Facts
              items={[
                [t("stock"), formatCount(product.stock, locale)],
                [t("initialStock"), formatCount(product.initialStock, locale)],
                [t("sold"), formatCount(product.soldQuantity, locale)],
                [t("orders"), <SeeLink href={`/orders?productId=${id}`} key="orders" />],
                [t("created"), formatMoment(product.createdAt, locale)],
                [t("updated"), formatMoment(product.updatedAt, locale)],
                [t("history"), <SeeLink href={`/audit?subjectId=${id}`} key="history" />],
              ]}
            />
          </Part>
          <Part title={t("journal")}>
            {journal.items.length === 0 ? (
              <p className="text-ink-muted">{t("noJournal")}</p>
            ) : (
              <>
                <DataTable
                  caption={t("journal")}
                  columns={[
                    {
                      key: "reason",
                      head: t("reason"),
                      bare: true,
                      cell: (entry) => (
                        <span className="grid">
                          {entry.reason}
                          <span className="text-ink-muted text-sm tabular-nums">
                            {formatMoment(entry.createdAt, locale)} · {entry.actor?.name ?? "—"}
                          </span>
                        </span>
                      ),
                    },
                    {
                      key: "quantity",
                      head: t("quantity"),
                      numeric: true,
                      cell: ({ quantity }) =>
                        `${quantity > 0 ? "+" : "−"}${formatCount(Math.abs(quantity), locale)}`,
                    },
                  ]}
                  keyOf={(entry) => entry.id}
                  rows={journal.items}
                />
                <Pager
                  name="journal"
                  nextCursor={journal.nextCursor}
                  path={`/products/${id}`}
                  query={query}
                />
              </>
            )}
          </Part>
        </div>
      </div>
    </Page>
  );
}
