import { getLocale, getTranslations } from "next-intl/server";
import { JsonLd } from "./json-ld.tsx";
import { breadcrumbs } from "./things.ts";

/** Where a category's list is in the shop, for search engines. */
export async function CategoryData({ category, name }: { category: string; name: string }) {
  const [locale, site, t] = await Promise.all([
    getLocale(),
    getTranslations("Site"),
    getTranslations("List"),
  ]);
  const steps = [
    { name: site("name"), path: "/" },
    { name: t("title"), path: "/products" },
    { name, path: `/products?category=${category}` },
  ];
  return <JsonLd things={[breadcrumbs(locale, steps)]} />;
}
