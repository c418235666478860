import type { Locale } from "@sunchak/web/locales";

// Written out, so that the bundler finds them: they are the same files as in fonts.css.
const latin = new URL("../fonts/latin.woff2", import.meta.url);
const usual = new URL("../fonts/usual.woff2", import.meta.url);

const fonts = { ko: [latin, usual], en: [latin] } satisfies Record<Locale, URL[]>;

/** Has the browser load the fonts of the shop's own words before it has read the styles. */
export function PreloadedFonts({ locale }: { locale: Locale }) {
  return fonts[locale].map(({ pathname }) => (
    <link
      as="font"
      crossOrigin="anonymous"
      href={pathname}
      key={pathname}
      rel="preload"
      type="font/woff2"
    />
  ));
}
