import type { useTranslations } from "next-intl";

/** A category's name in the page's language; one that the shop has no words for shows as it is. */
export function categoryName(
  t: ReturnType<typeof useTranslations<"Categories">>,
  slug: string,
): string {
  const key = slug as Parameters<typeof t>[0];
  return /^[a-z]+$/.test(slug) && t.has(key) ? t(key) : slug;
}
