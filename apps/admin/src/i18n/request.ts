import { locale as localeInPath } from "next/root-params";
import { hasLocale } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { defaultLocale, locales } from "./locales.ts";

export default getRequestConfig(async () => {
  const requested = await localeInPath();
  const locale = hasLocale(locales, requested) ? requested : defaultLocale;
  const { default: messages } = await import(`../../messages/${locale}.json`);
  return { locale, timeZone: "Asia/Seoul", messages };
});
