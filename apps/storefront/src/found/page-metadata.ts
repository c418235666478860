import { defaultLocale, languages, locales, pathIn } from "@sunchak/web/locales";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";

interface Found {
  /** The page's own path, without a language and with the parameters that make it another page. */
  path: string;
  /** Without the shop's name; left out on the home page. */
  title?: string;
  description?: string;
  /** Of the picture that chats and social networks show, 1200 × 630. */
  picture?: string;
}

/** A page's path in each language, and in the one for everybody else. */
export const pathsIn = (path: string): Record<string, string> => ({
  ...Object.fromEntries(locales.map((locale) => [locale, pathIn(locale, path)])),
  "x-default": pathIn(defaultLocale, path),
});

/** What search engines, chats and social networks read of a page that everybody sees alike. */
export async function pageMetadata({ path, title, picture, ...found }: Found): Promise<Metadata> {
  const [locale, site] = await Promise.all([getLocale(), getTranslations("Site")]);
  const canonical = pathIn(locale, path);
  const description = found.description || site("description");
  return {
    ...(title && { title }),
    description,
    alternates: { canonical, languages: pathsIn(path) },
    openGraph: {
      type: "website",
      siteName: site("name"),
      title: title ?? `${site("name")} — ${site("tagline")}`,
      description,
      url: canonical,
      locale: languages[locale].tag.replace("-", "_"),
      ...(picture && { images: [{ url: picture, width: 1200, height: 630 }] }),
    },
    ...(picture && { twitter: { card: "summary_large_image" } }),
  };
}
