import { usePathname, useSearchParams } from "next/navigation";
import { withoutLocale } from "./locales.ts";

/**
 * This page's path and query, without its language: the way back to it.
 * @param typed values that the query should also have, so that the page comes back with them; null
 * removes one.
 */
export function useHere(typed: Record<string, string | null> = {}): string {
  const path = withoutLocale(usePathname());
  const query = new URLSearchParams(useSearchParams());
  for (const [name, value] of Object.entries(typed)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}
