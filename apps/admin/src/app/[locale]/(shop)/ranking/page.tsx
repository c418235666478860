import { type RankedCount, rankingListInput } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { buttonClass } from "@sunchak/ui/button";
import { DataTable } from "@sunchak/ui/data-table";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { languages, nameIn } from "@sunchak/web/locales";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Act } from "@/action/act.tsx";
import { Pager } from "@/list/pager.tsx";
import { cursorIn, hrefOf, readQuery } from "@/list/read-query.ts";
import { RecountReportView } from "@/ranking/recount-report.tsx";
import { StoredRanking } from "@/ranking/stored-ranking.tsx";
import { Page, Part } from "@/shell/page.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Ranking");
  return { title: t("title") };
}

export default async function RankingPage(props: PageInput) {
  const { locale, query } = await openPage(props);
  const asked = readQuery(rankingListInput, {
    ...query,
    ...(query.days && { days: Number(query.days) }),
  });
  const [t, ranking, categories, history, recount, nightly] = await Promise.all([
    getTranslations("Ranking"),
    caller.ranking.list(asked),
    caller.product.categories(),
    caller.ranking.history({ cursor: cursorIn(query.cursor), size: 10 }),
    query.recount ? caller.ranking.recount() : null,
    caller.ranking.recountReport(),
  ]);
  const { recount: _, ...chosen } = query;
  const when = (at: string) => formatMoment(at, locale);
  const counted = (one: RankedCount | null) =>
    one ? `${nameIn(one, locale)} × ${one.soldQuantity}` : "—";
  return (
    <Page
      actions={
        <>
          <Act call="aggregate" input={{}} />
          <a
            className={buttonClass({ look: "outline" })}
            download
            href={hrefOf("/api/ranking.csv", {
              ...asked,
              days: String(asked.days),
              locale: languages[locale].content,
            })}
          >
            {t("csv")}
          </a>
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
        ranking.aggregatedAt && ranking.windowStart && ranking.windowEnd
          ? t("asOf", {
              when: when(ranking.aggregatedAt),
              from: when(ranking.windowStart),
              to: when(ranking.windowEnd),
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
        <StoredRanking categories={categories.items} query={chosen} ranking={ranking} />
      </Part>
      <Part title={t("nightly")}>
        <p className="text-ink-muted">{t("nightlyNote")}</p>
        <RecountReportView report={nightly} />
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
