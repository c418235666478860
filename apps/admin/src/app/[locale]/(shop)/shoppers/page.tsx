import {
  type AdminUser,
  isStaff,
  type ListUsers,
  listUsersInput,
  userRoles,
} from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { DataTable } from "@sunchak/ui/data-table";
import { EmptyState } from "@sunchak/ui/message";
import { formatDate } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { formatWon, Price } from "@sunchak/web/price";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { columnsOf } from "@/list/columns.ts";
import { Download } from "@/list/download.tsx";
import { Filters } from "@/list/filters.tsx";
import { Pager } from "@/list/pager.tsx";
import { readQuery, spanIn, withoutPage } from "@/list/read-query.ts";
import { SavedViews } from "@/list/saved-views.tsx";
import { Totals } from "@/list/totals.tsx";
import { Page } from "@/shell/page.tsx";
import { tagFilter } from "@/tag/tag-filter.ts";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Shoppers");
  return { title: t("title") };
}

export default async function ShoppersPage(props: PageInput) {
  const { locale, query } = await openPage(props);
  const banned = query.banned === "true" || (query.banned === "false" ? false : undefined);
  const input = readQuery(listUsersInput, { ...query, ...spanIn(query), banned, size: 20 });
  const [t, roles, { items, nextCursor, totals }, tags] = await Promise.all([
    getTranslations("Shoppers"),
    getTranslations("Roles"),
    caller.user.list(input),
    caller.tag.names({ subjectType: "user" }),
  ]);
  return (
    <Page
      actions={<Download call="user.csv" file="shoppers.csv" filter={withoutPage(input)} />}
      title={t("title")}
    >
      <Filters<ListUsers>
        filters={{
          q: { label: t("search"), kind: "search", hint: t("searchHint") },
          role: {
            label: t("role"),
            kind: "select",
            options: userRoles.map((role) => [role, roles(role)]),
          },
          banned: {
            label: t("state"),
            kind: "select",
            options: [
              ["false", t("active")],
              ["true", t("banned")],
            ],
          },
          from: { label: t("from"), kind: "date" },
          to: { label: t("to"), kind: "date" },
          tag: tagFilter(t("tag"), tags.items),
        }}
        path="/shoppers"
        query={query}
      >
        <SavedViews list="shoppers" query={query} />
      </Filters>
      {totals ? (
        <Totals
          items={[
            [t("title"), t("count", { count: totals.users })],
            [t("balances"), formatWon(totals.balance, locale)],
          ]}
        />
      ) : null}
      {items.length === 0 ? (
        <EmptyState as="h2" title={t("empty")}>
          {t("emptyBody")}
        </EmptyState>
      ) : (
        <DataTable
          caption={t("title")}
          columns={columnsOf<AdminUser>({
            name: {
              head: t("shopper"),
              bare: "tall",
              cell: (user) => (
                <Link
                  className="grid justify-items-start hover:underline"
                  href={`/shoppers/${user.id}`}
                  prefetch={false}
                >
                  <span className="font-medium">{user.name}</span>
                  <span className="text-ink-muted text-sm">{user.email}</span>
                </Link>
              ),
            },
            role: {
              head: t("role"),
              bare: "end",
              cell: ({ role, banned }) => (
                <span className="inline-flex gap-1">
                  <Badge tone={isStaff(role) ? "ink" : "neutral"}>{roles(role)}</Badge>
                  {banned ? <Badge tone="negative">{t("banned")}</Badge> : null}
                </span>
              ),
            },
            createdAt: {
              head: t("joined"),
              bare: "start",
              cell: ({ createdAt }) => (
                <span className="tabular-nums max-md:text-ink-muted max-md:text-sm">
                  <span className="md:hidden">{t("joined")} </span>
                  {formatDate(createdAt, locale)}
                </span>
              ),
            },
            balance: {
              head: t("balance"),
              numeric: true,
              bare: "end",
              cell: ({ balance }) => <Price amount={balance} locale={locale} />,
            },
            id: null,
            email: null,
            banned: null,
            banReason: null,
          })}
          keyOf={({ id }) => id}
          rows={items}
        />
      )}
      <Pager nextCursor={nextCursor} path="/shoppers" query={query} />
    </Page>
  );
}
