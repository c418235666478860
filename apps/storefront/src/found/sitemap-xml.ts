import { locales, pathIn } from "@sunchak/web/locales";
import { addressOf } from "./origin.ts";
import { pathsIn } from "./page-metadata.ts";

/** A page that everybody sees alike. */
interface Listed {
  /** Without a language. */
  path: string;
  /** ISO 8601. */
  changed?: string;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const xml = (root: string, entries: Uint8Array[]) =>
  new Response(
    Buffer.concat([
      Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<${root}>\n`),
      ...entries,
      Buffer.from(`</${root.split(" ")[0]}>\n`),
    ]),
    {
      headers: { "Content-Type": "application/xml", "Cache-Control": "public, max-age=3600" },
    },
  );

const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** What a sitemap says of pages: each in every language, with the others beside it. */
export function entriesOf(pages: Listed[]): Uint8Array {
  const entries = pages.flatMap(({ path, changed }) => {
    const others = Object.entries(pathsIn(path))
      .map(
        ([language, to]) =>
          `<xhtml:link rel="alternate" hreflang="${language}" href="${escaped(addressOf(to))}"/>`,
      )
      .join("");
    const modified = changed ? `<lastmod>${changed}</lastmod>` : "";
    return locales.map(
      (locale) =>
        `<url><loc>${escaped(addressOf(pathIn(locale, path)))}</loc>${modified}${others}</url>\n`,
    );
  });
  return Buffer.from(entries.join(""));
}

/** A sitemap of what {@link entriesOf} made. */
export const sitemap = (...entries: Uint8Array[]): Response =>
  xml(`urlset ${namespace} xmlns:xhtml="http://www.w3.org/1999/xhtml"`, entries);

/** A list of sitemaps, for a shop with more pages than one may list. */
export const sitemapIndex = (paths: string[]): Response =>
  xml(
    `sitemapindex ${namespace}`,
    paths.map((path) => Buffer.from(`<sitemap><loc>${escaped(addressOf(path))}</loc></sitemap>\n`)),
  );
