import { trimSearch } from "@sunchak/core/trim-search";
import { dropNote, keepNote, readNote } from "@sunchak/web/browser-storage";

/** They are the browser's, whoever is signed in. */
const SEARCHES = "sunchak.searches";
const MAX_SEARCHES = 8;

const isSearch = (one: unknown): one is string =>
  typeof one === "string" && one.length <= 200 && trimSearch(one) !== "";

/** What was searched in this browser: the last first, at most 8, each once. */
export function readSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(readNote("browser", SEARCHES) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isSearch).slice(0, MAX_SEARCHES) : [];
  } catch {
    return [];
  }
}

const write = (searches: string[]) =>
  keepNote("browser", SEARCHES, JSON.stringify(searches.slice(0, MAX_SEARCHES)));

const without = (search: string) => readSearches().filter((one) => one !== search);

/** Keeps a search as the last one; does nothing for a blank one. */
export function keepSearch(search: string): void {
  const one = trimSearch(search.normalize("NFC"));
  if (isSearch(one)) write([one, ...without(one)]);
}

export function dropSearch(search: string): void {
  write(without(search));
}

export const dropSearches = () => dropNote("browser", SEARCHES);
