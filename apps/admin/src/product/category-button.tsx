"use client";

import type { Category } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CategoryDialog } from "./category-dialog.tsx";

/** Opens the question for a new category, or for other names of one. */
export function CategoryButton({ category }: { category?: Category }) {
  const t = useTranslations("Categories");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        aria-label={category ? t("renameOne", { name: category.name }) : undefined}
        look={category ? "outline" : "solid"}
        onClick={() => setOpen(true)}
      >
        {category ? t("rename") : t("create")}
      </Button>
      <CategoryDialog category={category} onClose={() => setOpen(false)} open={open} />
    </>
  );
}
