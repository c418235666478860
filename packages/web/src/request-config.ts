import { hasLocale } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { defaultLocale, type Locale, locales } from "./locales.ts";

/**
 * How next-intl serves a request: in the language of the page's path, at Seoul's time. A route
 * handler cannot see the path's language, and gives its own to `getTranslations`.
 * @param localeInPath the first segment of the page that is shown.
 * @param load the app's compiled messages.
 */
export function requestConfig(
  localeInPath: () => Promise<string | undefined>,
  load: (locale: Locale) => Promise<{ default: Record<string, never> }>,
) {
  return getRequestConfig(async ({ locale: given }) => {
    const requested = given ?? (await localeInPath());
    const locale = hasLocale(locales, requested) ? requested : defaultLocale;
    const { default: messages } = await load(locale);
    return { locale, timeZone: "Asia/Seoul", messages };
  });
}
