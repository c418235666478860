"use client";

import type { Category } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { nameIn } from "@sunchak/web/locales";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { CategoryDialog } from "./category-dialog.tsx";

/** Opens the dialog for a new category, or for new names of an existing one. */
export function CategoryButton({ category }: { category?: Category }) {
  const t = useTranslations("Categories");
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        aria-label={category ? t("renameOne", { name: nameIn(category, locale) }) : undefined}
        look={category ? "outline" : "solid"}
        onClick={() => setOpen(true)}
      >
        {category ? t("rename") : t("create")}
      </Button>
      <CategoryDialog category={category} onClose={() => setOpen(false)} open={open} />
    </>
  );
}
