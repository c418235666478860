import type { ProductDetail } from "@sunchak/core/schema";
import { categoriesIn, categoryName } from "@sunchak/web/categories";
import { descriptionIn, nameIn } from "@sunchak/web/locales";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { caller } from "@/trpc/server.tsx";
import { JsonLd } from "./json-ld.tsx";
import { pageMetadata } from "./page-metadata.ts";
import { productCard } from "./picture/cards.ts";
import { pictureOf } from "./picture/picture-path.ts";
import { breadcrumbs, productThing } from "./things.ts";

/** What search engines and chats read of a product's page. */
export async function productMetadata(product: ProductDetail): Promise<Metadata> {
  const locale = await getLocale();
  return pageMetadata({
    path: `/products/${product.id}`,
    title: nameIn(product, locale),
    description: descriptionIn(product, locale),
    picture: pictureOf("products", product.id, locale, await productCard(product, locale)),
  });
}

/** The product, its price, its stock and where it is in the shop, for search engines. */
export async function ProductData({ product }: { product: ProductDetail }) {
  const [locale, site, { items }] = await Promise.all([
    getLocale(),
    getTranslations("Site"),
    caller.product.categories(),
  ]);
  const category = categoryName(categoriesIn(items, locale), product.category);
  const steps = [
    { name: site("name"), path: "/" },
    { name: category, path: `/products?category=${product.category}` },
    { name: nameIn(product, locale), path: `/products/${product.id}` },
  ];
  return <JsonLd things={[productThing(product, category, locale), breadcrumbs(locale, steps)]} />;
}
