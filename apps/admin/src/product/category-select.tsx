import type { Category } from "@sunchak/core/schema";
import { Select } from "@sunchak/ui/field";
import { PlusIcon } from "@sunchak/ui/icons";
import { categoriesIn } from "@sunchak/web/categories";
import { useLocale, useTranslations } from "next-intl";
import type { Ref } from "react";

interface CategorySelectProps {
  categories: Category[];
  /** The chosen category's slug; empty for none. */
  value: string;
  onChange(slug: string): void;
  /** Opens the dialog for a new category. */
  onNew(): void;
  isWrong: boolean;
  ref: Ref<HTMLSelectElement>;
}

/** Chooses a category, with a way to a new one. */
export function CategorySelect(props: CategorySelectProps) {
  const { categories, value, onChange, onNew, isWrong, ref } = props;
  const t = useTranslations("ProductForm");
  const locale = useLocale();
  const all = categoriesIn(categories, locale);
  return (
    <div className="grid gap-1.5">
      <Select
        aria-describedby={isWrong ? "category-note" : undefined}
        aria-invalid={isWrong || undefined}
        id="category"
        label={t("category")}
        onChange={(event) => onChange(event.target.value)}
        ref={ref}
        value={value}
      >
        {value === "" ? <option value="">{t("choose")}</option> : null}
        {all.some(({ slug }) => slug === value) || value === "" ? null : (
          <option value={value}>{value}</option>
        )}
        {all.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </Select>
      {isWrong ? (
        <p className="text-negative text-sm" id="category-note">
          {t("wrong.category")}
        </p>
      ) : null}
      <button
        className="inline-flex min-h-9 items-center gap-1 justify-self-start rounded-control pr-2 text-sm underline underline-offset-4 hover:bg-sunken"
        onClick={onNew}
        type="button"
      >
        <PlusIcon className="size-4" />
        {t("newCategory")}
      </button>
    </div>
  );
}
