import { nameIn } from "./locales.ts";

export interface NamedCategory {
  slug: string;
  name: string;
}

/** Categories by their names in the page's language, and in that order. */
export function categoriesIn(
  locale: string,
  categories: { slug: string; name: string; nameEn: string }[],
): NamedCategory[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return categories
    .map((category) => ({ slug: category.slug, name: nameIn(locale, category) }))
    .sort((a, b) => compare(a.name, b.name));
}

/** The name of a category; one that is not among them is called by its slug. */
export const categoryName = (categories: NamedCategory[], slug: string): string =>
  categories.find((category) => category.slug === slug)?.name ?? slug;
