import type { ContentLanguage } from "@sunchak/core/schema";

/** What the pages have to know of a language, beside the messages of each app. */
interface Language {
  /** What its speakers call it. */
  name: string;
  /** The same in one or two letters, for the header. */
  short: string;
  /** Its BCP 47 tag with a region, for `Intl` and Open Graph. */
  tag: string;
  /** The language in which its pages show the shop's own content, such as names of products. */
  content: ContentLanguage;
  /** An amount of won, given in digits. */
  won(digits: string): string;
  /** A date; January is month 1. */
  date(year: number, month: number, day: number): string;
  /** A month; January is month 1. */
  month(year: number, month: number): string;
  /** A date and a time of day, both already written out. */
  moment(date: string, time: string): string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Every language of the pages. Each has its messages in `messages/<its key>.json` of both apps. */
export const languages = {
  ko: {
    name: "한국어",
    short: "한",
    tag: "ko-KR",
    content: "ko",
    won: (digits) => `${digits}원`,
    date: (year, month, day) => `${year}년 ${month}월 ${day}일`,
    month: (year, month) => `${year}년 ${month}월`,
    moment: (date, time) => `${date} ${time}`,
  },
  en: {
    name: "English",
    short: "EN",
    tag: "en-GB",
    content: "en",
    won: (digits) => `₩${digits}`,
    date: (year, month, day) => `${day} ${MONTHS[month - 1]} ${year}`,
    month: (year, month) => `${MONTHS[month - 1]} ${year}`,
    moment: (date, time) => `${date}, ${time}`,
  },
} satisfies Record<string, Language>;

export type Locale = keyof typeof languages;
export const locales = Object.keys(languages) as Locale[];
/** The language of the pages whose path names none. */
export const defaultLocale = "ko" satisfies Locale;

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
  }
}

/** Where a page lives in a language: Korean without a prefix, English under `/en`. */
export function pathIn(locale: Locale, path: string): string {
  if (locale === defaultLocale) return path;
  return `/${locale}${path.replace(/^\/(?=\?|$)/, "")}`;
}

const localeInPath = new RegExp(`^/*(?:(?:${locales.join("|")})(?:/+|$))?`);

/** A page's path without its language. It begins with one slash, however the given path begins. */
export function withoutLocale(path: string): string {
  return path.replace(localeInPath, "/");
}

/** The column of each text that the shop stores in several languages. */
const columns = {
  ko: { name: "name", description: "description", specs: "specs" },
  en: { name: "nameEn", description: "descriptionEn", specs: "specsEn" },
} as const satisfies Record<ContentLanguage, Record<"name" | "description" | "specs", string>>;

type Columns = (typeof columns)[ContentLanguage];
/** What has a name in every language of the content. */
export type Named = Record<Columns["name"], string>;
type Described = Record<Columns["description"], string>;
type Specified = Record<Columns["specs"], string>;

/** The name in the page's language. */
export function nameIn(thing: Named, locale: Locale): string {
  return thing[columns[languages[locale].content].name];
}

/** The names that `nameIn` does not give. */
export function otherNames(thing: Named, locale: Locale): string[] {
  const shown = columns[languages[locale].content];
  return Object.values(columns)
    .filter((one) => one !== shown)
    .map(({ name }) => thing[name]);
}

/** The description in the page's language. */
export function descriptionIn(thing: Described, locale: Locale): string {
  return thing[columns[languages[locale].content].description];
}

/** The specs in the page's language. */
export function specsIn(thing: Specified, locale: Locale): string {
  return thing[columns[languages[locale].content].specs];
}
