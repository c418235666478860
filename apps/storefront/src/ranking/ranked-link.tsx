import { Link } from "@sunchak/web/link";
import { type Named, nameIn } from "@sunchak/web/locales";
import { useLocale, useTranslations } from "next-intl";

export interface Ranked extends Named {
  rank: number;
  productId: string;
}

/** A product's name, which makes all of its card a link; its place is for screen readers. */
export function RankedLink({ item }: { item: Ranked }) {
  const t = useTranslations("Top");
  const locale = useLocale();
  return (
    <Link
      className="after:absolute after:inset-0 after:rounded-card"
      href={`/products/${item.productId}`}
      prefetch={false}
    >
      <span className="sr-only">{t("rank", { rank: item.rank })} </span>
      {nameIn(item, locale)}
    </Link>
  );
}
