import { type Locale, type Named, nameIn } from "./locales.ts";

export interface NamedCategory {
  slug: string;
  name: string;
}

/** Categories with their names in the page's language, sorted by name. */
export function categoriesIn(
  categories: ({ slug: string } & Named)[],
  locale: Locale,
): NamedCategory[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return categories
    .map((category) => ({ slug: category.slug, name: nameIn(category, locale) }))
    .sort((a, b) => compare(a.name, b.name));
}

/** The name of a category; its slug when it is not in the list. */
export const categoryName = (categories: NamedCategory[], slug: string): string =>
  categories.find((category) => category.slug === slug)?.name ?? slug;
