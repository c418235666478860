"use client";

import { useLocale } from "next-intl";
import type { ReactNode } from "react";
import { type Locale, languages, locales, pathIn } from "./locales.ts";
import { Menu } from "./menu.tsx";
import { useHere } from "./use-here.ts";

/** Leads to the same page in another language: by one link, or by a menu of several. */
export function LanguageSwitch() {
  const current = useLocale();
  const others = locales.filter((locale) => locale !== current);
  const [other, more] = others;
  if (other && !more) {
    return (
      <LanguageLink
        className="relative grid size-11 shrink-0 place-items-center rounded-control font-semibold text-ink-muted text-sm hover:bg-sunken hover:text-ink"
        locale={other}
      >
        <span aria-hidden="true">{languages[other].short}</span>
        <span className="sr-only">{languages[other].name}</span>
      </LanguageLink>
    );
  }
  const { name, short } = languages[current];
  return (
    <Menu icon={<span className="font-semibold text-ink-muted text-sm">{short}</span>} label={name}>
      {others.map((locale) => (
        <LanguageLink
          className="flex min-h-11 items-center rounded-control px-3 hover:bg-sunken"
          key={locale}
          locale={locale}
        >
          {languages[locale].name}
        </LanguageLink>
      ))}
    </Menu>
  );
}

/** A plain link: it loads the whole page, so that no text in the first language stays. */
function LanguageLink({
  locale,
  className,
  children,
}: {
  locale: Locale;
  className: string;
  children: ReactNode;
}) {
  return (
    <a
      className={className}
      href={pathIn(locale, useHere())}
      hrefLang={locale}
      lang={locale}
      onClick={({ currentTarget }) => {
        // Only the browser knows it; it may be the token of a link.
        currentTarget.hash = window.location.hash;
      }}
    >
      {children}
    </a>
  );
}
