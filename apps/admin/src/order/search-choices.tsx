import type { OrderSearch } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { getLocale, getTranslations } from "next-intl/server";
import { hrefOf, type Query } from "@/list/read-query.ts";

/**
 * The shoppers and products that a searched text may mean, to choose one by id. Also says when the
 * search was cut short.
 */
export async function SearchChoices({ search, query }: { search: OrderSearch; query: Query }) {
  const [t, locale] = await Promise.all([getTranslations("Orders"), getLocale()]);
  const { q = "" } = query;
  const { shoppers, products, cutTo } = search;
  // With a single match there is nothing to choose.
  if (shoppers.length + products.length < 2) return null;
  const choose = (id: object) => hrefOf("/orders", { ...query, q: "", cursor: "", ...id });
  return (
    <div className="grid min-w-0 gap-3">
      {cutTo.shoppers === null && cutTo.products === null ? null : (
        <Alert role="status" title={t("cut")} tone="caution">
          {cutTo.shoppers === null ? null : <p>{t("cutShoppers", { q, count: cutTo.shoppers })}</p>}
          {cutTo.products === null ? null : <p>{t("cutProducts", { q, count: cutTo.products })}</p>}
          <p>{t("cutBody")}</p>
        </Alert>
      )}
      {shoppers.length === 0 ? null : (
        <Choices
          label={t("onlyShopper")}
          more={hrefOf("/shoppers", { q })}
          moreWords={t("allShoppers")}
          options={shoppers.map(({ id, name, email }) => ({
            href: choose({ userId: id }),
            key: id,
            words: name,
            detail: email,
          }))}
        />
      )}
      {products.length === 0 ? null : (
        <Choices
          label={t("onlyProduct")}
          more={hrefOf("/products", { q, status: "all" })}
          moreWords={t("allProducts")}
          options={products.map((product) => ({
            href: choose({ productId: product.id }),
            key: product.id,
            words: nameIn(product, locale),
          }))}
        />
      )}
    </div>
  );
}

interface ChoicesProps {
  label: string;
  options: { key: string; href: string; words: string; detail?: string }[];
  /** The page that lists all of them. */
  more: string;
  moreWords: string;
}

function Choices({ label, options, more, moreWords }: ChoicesProps) {
  return (
    <nav aria-label={label} className="flex min-w-0 flex-wrap items-center gap-2 text-sm">
      <span className="text-ink-muted">{label}</span>
      {options.map(({ key, href, words, detail }) => (
        <Link
          className="inline-flex min-h-9 max-w-full items-center gap-1.5 rounded-full border border-line px-3 hover:border-ink"
          href={href}
          key={key}
          prefetch={false}
        >
          <span className="truncate">{words}</span>
          {detail ? <span className="truncate text-ink-muted">{detail}</span> : null}
        </Link>
      ))}
      <Link className="px-1 underline underline-offset-4" href={more} prefetch={false}>
        {moreWords}
      </Link>
    </nav>
  );
}
