export const locales = ["ko", "en"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "ko";

/** Where a page lives in a language: Korean without a prefix, English under `/en`. */
export function pathIn(locale: string, path: string): string {
  if (locale === defaultLocale) return path;
  return `/${locale}${path.replace(/^\/(?=\?|$)/, "")}`;
}

/** A page's path without its language. It begins with one slash, however the given path begins. */
export function withoutLocale(path: string): string {
  return path.replace(/^\/*(?:(?:ko|en)(?:\/+|$))?/, "/");
}

/** The name in the page's language. */
export function nameIn(locale: string, thing: { name: string; nameEn: string }): string {
  return locale === "en" ? thing.nameEn : thing.name;
}
