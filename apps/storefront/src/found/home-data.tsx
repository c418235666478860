import { pathIn } from "@sunchak/web/locales";
import { getLocale, getTranslations } from "next-intl/server";
import { JsonLd } from "./json-ld.tsx";
import { addressOf } from "./origin.ts";

/** The shop itself, for search engines. */
export async function HomeData() {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("Site")]);
  return (
    <JsonLd
      things={[
        {
          "@type": "WebSite",
          name: t("name"),
          description: t("description"),
          url: addressOf(pathIn(locale, "/")),
          inLanguage: locale,
        },
      ]}
    />
  );
}
