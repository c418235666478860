import type messages from "../messages/ko.json";
import type { Locale } from "./i18n/locales.ts";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof messages;
  }
}
