import type { ListedCampaign, ProductDetail } from "@sunchak/core/schema";
import { categoriesIn, categoryName } from "@sunchak/web/categories";
import { formatMoment } from "@sunchak/web/dates";
import { type Locale, nameIn } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { getTranslations } from "next-intl/server";
import { caller } from "@/trpc/server.tsx";

/** What a shared link's picture shows. */
export interface Card {
  shop: string;
  eyebrow: string;
  title: string;
  line: string;
  /** Of the product, as a public path of the shop; null for a drop. */
  picture: string | null;
}

/** Chats keep a picture for ever, so it shows neither the price nor what is left. */
export async function productCard(
  product: Pick<ProductDetail, "name" | "nameEn" | "category" | "imageUrl">,
  locale: Locale,
): Promise<Card> {
  const [t, site, { items }] = await Promise.all([
    getTranslations({ locale, namespace: "Found" }),
    getTranslations({ locale, namespace: "Site" }),
    caller.product.categories(),
  ]);
  return {
    shop: site("name"),
    eyebrow: categoryName(categoriesIn(items, locale), product.category),
    title: nameIn(product, locale),
    line: t("product"),
    picture: product.imageUrl,
  };
}

/** A drop's terms, which no longer change once it has opened. */
export async function dropCard(campaign: ListedCampaign, locale: Locale): Promise<Card> {
  const [t, site] = await Promise.all([
    getTranslations({ locale, namespace: "Found" }),
    getTranslations({ locale, namespace: "Site" }),
  ]);
  const { discountType, discountValue, opensAt, totalQuantity } = campaign;
  const amount =
    discountType === "PERCENT" ? `${discountValue}%` : formatWon(discountValue, locale);
  return {
    shop: site("name"),
    eyebrow: nameIn(campaign, locale),
    title: t("off", { amount }),
    line: t("drop", { quantity: totalQuantity, opens: formatMoment(opensAt, locale) }),
    picture: null,
  };
}
