import type { RankedCount } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Badge } from "@sunchak/ui/badge";
import { buttonClass } from "@sunchak/ui/button";
import { DataTable } from "@sunchak/ui/data-table";
import { EmptyState } from "@sunchak/ui/message";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { Price } from "@sunchak/web/price";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Act } from "@/action/act.tsx";
import { Pager } from "@/list/pager.tsx";
import { cursorIn } from "@/list/read-query.ts";
import { Page, Part } from "@/shell/page.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Ranking");
  return { title: t("title") };
}

export default async function RankingPage(props: PageInput) {
  const { locale, query } = await openPage(props);
  const cursor = cursorIn(query.cursor);
  const [t, current, history, recount] = await Promise.all([
    getTranslations("Ranking"),
    caller.ranking.current(),
    caller.ranking.history({ cursor, size: 10 }),
    query.recount ? caller.ranking.recount() : null,
  ]);
  const when = (at: string) => formatMoment(at, locale);
  const counted = (one: RankedCount | null) =>
    one ? `${nameIn(one, locale)} × ${one.soldQuantity}` : "—";
  return (
    <Page
      actions={
        <>
          <Act call="aggregate" input={{}} />
          <Link
            className={buttonClass({ look: "outline" })}
            href="/ranking?recount=1"
            prefetch={false}
          >
            {t("recount")}
          </Link>
        </>
      }
      lead={
        current
          ? t("asOf", {
              when: when(current.aggregatedAt),
              from: when(current.windowStart),
              to: when(current.windowEnd),
            })
          : t("never")
      }
      title={t("title")}
    >
      {recount ? (
        <Part title={t("recounted")}>
          <Alert role="status" tone={recount.agrees ? "positive" : "negative"}>
            {recount.agrees ? t("agrees") : t("differs")}
          </Alert>
          <DataTable
            caption={t("recounted")}
            columns={[
              { key: "rank", head: t("rank"), cell: ({ rank }) => rank },
              { key: "stored", head: t("stored"), cell: ({ stored }) => counted(stored) },
              { key: "counted", head: t("counted"), cell: (row) => counted(row.counted) },
              {
                key: "agrees",
                head: t("same"),
                cell: ({ agrees }) => (agrees ? t("yes") : t("no")),
              },
            ]}
            keyOf={({ rank }) => String(rank)}
            rows={recount.rows}
          />
        </Part>
      ) : null}
      <Part title={t("current")}>
        {current && current.entries.length > 0 ? (
          <>
            <p className="text-ink-muted">{t("currentNote")}</p>
            <DataTable
              caption={t("current")}
              columns={[
                { key: "rank", head: t("rank"), cell: ({ rank }) => rank },
                {
                  key: "name",
                  head: t("product"),
                  cell: (entry) => (
                    <span className="inline-flex flex-wrap items-center gap-2">
                      <Link
                        className="font-medium hover:underline"
                        href={`/products/${entry.productId}`}
                        prefetch={false}
                      >
                        {nameIn(entry, locale)}
                      </Link>
                      {entry.archived ? <Badge>{t("archived")}</Badge> : null}
                    </span>
                  ),
                },
                {
                  key: "sold",
                  head: t("sold"),
                  numeric: true,
                  cell: (entry) => entry.soldQuantity,
                },
                {
                  key: "revenue",
                  head: t("revenue"),
                  numeric: true,
                  cell: ({ revenue }) => <Price amount={revenue} locale={locale} />,
                },
              ]}
              keyOf={({ productId }) => productId}
              rows={current.entries}
            />
          </>
        ) : (
          <EmptyState title={t("empty")}>{t("emptyBody")}</EmptyState>
        )}
      </Part>
      <Part title={t("history")}>
        <DataTable
          caption={t("history")}
          columns={[
            {
              key: "at",
              head: t("aggregated"),
              bare: true,
              cell: (snapshot) => (
                <span className="whitespace-nowrap tabular-nums">
                  {when(snapshot.aggregatedAt)}
                </span>
              ),
            },
            {
              key: "entries",
              head: t("products"),
              cell: ({ entries }) => (
                <span className="text-sm">
                  {entries
                    .map((one) => `${one.rank}. ${nameIn(one, locale)} × ${one.soldQuantity}`)
                    .join(" · ") || "—"}
                </span>
              ),
            },
          ]}
          keyOf={({ id }) => id}
          rows={history.items}
        />
        <Pager nextCursor={history.nextCursor} path="/ranking" query={query} />
      </Part>
    </Page>
  );
}
