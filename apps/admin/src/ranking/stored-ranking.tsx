import {
  type RankingList,
  type RankingListQuery,
  rankingDays,
  rankingDefaults,
  rankingOrders,
} from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { DataTable } from "@sunchak/ui/data-table";
import { EmptyState } from "@sunchak/ui/message";
import { categoriesIn } from "@sunchak/web/categories";
import { Link } from "@sunchak/web/link";
import { type Named, nameIn } from "@sunchak/web/locales";
import { Price } from "@sunchak/web/price";
import { getLocale, getTranslations } from "next-intl/server";
import { columnsOf } from "@/list/columns.ts";
import { Filters } from "@/list/filters.tsx";
import type { Query } from "@/list/read-query.ts";

type Entry = RankingList["entries"][number];

interface StoredRankingProps {
  ranking: RankingList;
  categories: ({ slug: string } & Named)[];
  query: Query;
}

/** One of the rankings that the shop keeps, and the choice of another. */
export async function StoredRanking({ ranking, categories, query }: StoredRankingProps) {
  const [t, locale] = await Promise.all([getTranslations("Ranking"), getLocale()]);
  const columns = columnsOf<Entry>({
    rank: { head: t("rank"), cell: ({ rank }) => rank },
    name: {
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
    soldQuantity: { head: t("sold"), numeric: true, cell: ({ soldQuantity }) => soldQuantity },
    revenue: {
      head: t("revenue"),
      numeric: true,
      cell: ({ revenue }) => <Price amount={revenue} locale={locale} />,
    },
    rankBefore: {
      head: t("change"),
      numeric: true,
      cell: (entry) => <Change {...entry} />,
    },
    productId: null,
    nameEn: null,
    price: null,
    imageUrl: null,
    archived: null,
  });
  return (
    <>
      <Filters<RankingListQuery>
        filters={{
          days: {
            label: t("days"),
            kind: "select",
            unset: t("usualDays", { days: rankingDefaults.days }),
            options: rankingDays
              .filter((days) => days !== rankingDefaults.days)
              .map((days) => [String(days), t("lastDays", { days })]),
          },
          category: {
            label: t("category"),
            kind: "select",
            options: categoriesIn(categories, locale).map(({ slug, name }) => [slug, name]),
          },
          by: {
            label: t("by"),
            kind: "select",
            unset: t(`orders.${rankingDefaults.by}`),
            options: rankingOrders
              .filter((by) => by !== rankingDefaults.by)
              .map((by) => [by, t(`orders.${by}`)]),
          },
        }}
        path="/ranking"
        query={query}
      />
      {ranking.entries.length > 0 ? (
        <>
          <p className="text-ink-muted">{t("currentNote")}</p>
          <DataTable
            caption={t("current")}
            columns={columns}
            keyOf={({ productId }) => productId}
            rows={ranking.entries}
          />
        </>
      ) : (
        <EmptyState title={t("empty")}>{t("emptyBody")}</EmptyState>
      )}
    </>
  );
}

/** How many places a product gained against the window before, in words and by an arrow. */
async function Change({ rank, rankBefore }: Pick<Entry, "rank" | "rankBefore">) {
  const t = await getTranslations("Ranking");
  if (rankBefore === null) return <Badge>{t("new")}</Badge>;
  const gained = rankBefore - rank;
  const [arrow, words, colour] =
    gained > 0
      ? ["▲", t("up", { places: gained }), "text-positive"]
      : gained < 0
        ? ["▼", t("down", { places: -gained }), "text-negative"]
        : ["", t("unchanged"), "text-ink-muted"];
  return (
    <span className={`whitespace-nowrap ${colour}`}>
      <span aria-hidden="true">{gained === 0 ? "–" : `${arrow} ${Math.abs(gained)}`}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
