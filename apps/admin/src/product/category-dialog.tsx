"use client";

import { type Category, type CreateCategory, createCategoryInput } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { TextField } from "@sunchak/ui/field";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useTRPCClient } from "@/trpc/client.tsx";

interface CategoryDialogProps {
  /** The category to rename; left out for a new one. */
  category?: Category;
  open: boolean;
  onClose(): void;
  onDone?(category: Category): void;
}

/** Asks for a category's names in both languages. */
export function CategoryDialog({ open, onClose, ...rest }: CategoryDialogProps) {
  const t = useTranslations("Categories");
  const common = useTranslations("Common");
  return (
    <Dialog
      closeLabel={common("close")}
      description={t("both")}
      onClose={onClose}
      open={open}
      title={rest.category ? t("rename") : t("create")}
    >
      {open ? <CategoryForm {...rest} onClose={onClose} /> : null}
    </Dialog>
  );
}

function CategoryForm({ category, onClose, onDone }: Omit<CategoryDialogProps, "open">) {
  const { admin: api } = useTRPCClient();
  const t = useTranslations("Categories");
  const id = useId();
  const [wrong, setWrong] = useState<unknown[]>([]);
  const { run, busy, failure } = useAdminChange({
    call: (names: CreateCategory & { idempotencyKey: string }) =>
      category
        ? api.product.renameCategory.mutate({ slug: category.slug, ...names })
        : api.product.createCategory.mutate(names),
    onDone: (saved) => {
      onDone?.(saved);
      onClose();
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const names = Object.fromEntries(new FormData(event.currentTarget));
    const checked = createCategoryInput.safeParse(names);
    setWrong(checked.success ? [] : checked.error.issues.map(({ path }) => path[0]));
    if (checked.success) run(checked.data);
  }

  return (
    <form className="grid gap-4" noValidate onSubmit={submit}>
      {(["name", "nameEn"] as const).map((name) => (
        <TextField
          autoComplete="off"
          defaultValue={category?.[name]}
          error={wrong.includes(name) ? t("wrong") : undefined}
          id={`${id}-${name}`}
          key={name}
          label={t(name)}
          maxLength={60}
          name={name}
        />
      ))}
      {failure}
      <Button busy={busy} className="justify-self-end" type="submit">
        {category ? t("save") : t("create")}
      </Button>
    </form>
  );
}
