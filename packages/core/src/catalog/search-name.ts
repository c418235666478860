/** Text as it is searched: any case, one Unicode form (Hangul is typed in two). */
export const searchable = (value: string): string => value.normalize("NFC").toLowerCase();

/** What the search looks through: a product's names in both languages. */
export const searchName = (product: { name: string; nameEn: string }): string =>
  searchable(`${product.name}\n${product.nameEn}`);
