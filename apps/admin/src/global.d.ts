import type { Locale } from "@sunchak/web/locales";
import type messages from "../messages/ko.json";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof messages;
  }
}
