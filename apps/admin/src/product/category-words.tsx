import { useTranslations } from "next-intl";

/** The words of a category; one that the app has none for is shown as it is. */
export function CategoryWords({ category }: { category: string }) {
  const t = useTranslations("Categories");
  const key = category as Parameters<typeof t>[0];
  return t.has(key) ? t(key) : category;
}
