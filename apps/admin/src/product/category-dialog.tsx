"use client";

import { type Category, type CreateCategory, createCategoryInput } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { TextField } from "@sunchak/ui/field";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useTypedForm } from "@/form/use-typed-form.ts";
import { useTRPCClient } from "@/trpc/client.tsx";

interface CategoryDialogProps {
  /** The category to rename; left out for a new one. */
  category?: Category;
  open: boolean;
  onClose(): void;
  onDone?(category: Category): void;
}

/** Asks for a category's names in both languages. */
export function CategoryDialog({ category, open, onClose, onDone }: CategoryDialogProps) {
  const t = useTranslations("Categories");
  const common = useTranslations("Common");
  const { admin: api } = useTRPCClient();
  const { run, busy, failure, clear } = useAdminChange({
    call: (names: CreateCategory & { idempotencyKey: string }) =>
      category
        ? api.product.renameCategory.mutate({ slug: category.slug, ...names })
        : api.product.createCategory.mutate(names),
    done: () => t(category ? "renamed" : "created"),
    onDone: (saved) => {
      onDone?.(saved);
      onClose();
    },
  });
  function close() {
    clear();
    onClose();
  }
  return (
    <Dialog
      closeLabel={common("close")}
      description={t("both")}
      onClose={close}
      open={open}
      title={category ? t("rename") : t("create")}
    >
      {open ? (
        <CategoryForm category={category} onNames={run}>
          {failure}
          <Button busy={busy} className="justify-self-end" type="submit">
            {category ? t("save") : t("create")}
          </Button>
        </CategoryForm>
      ) : null}
    </Dialog>
  );
}

interface CategoryFormProps {
  category: Category | undefined;
  onNames(names: CreateCategory): void;
  children: ReactNode;
}

function CategoryForm({ category, onNames, children }: CategoryFormProps) {
  const t = useTranslations("Categories");
  const id = useId();
  const { register, isWrong, submitting } = useTypedForm(createCategoryInput, {
    name: category?.name ?? "",
    nameEn: category?.nameEn ?? "",
  });
  const field = (name: keyof CreateCategory) => (
    <TextField
      {...register(name)}
      autoComplete="off"
      error={isWrong(name) ? t("wrong") : undefined}
      id={`${id}-${name}`}
      label={t(name)}
      maxLength={60}
    />
  );
  const inputs = {
    name: field("name"),
    nameEn: field("nameEn"),
  } satisfies { [Name in keyof CreateCategory]-?: ReactNode };
  return (
    <form className="grid gap-4" {...submitting(onNames)}>
      {inputs.name}
      {inputs.nameEn}
      {children}
    </form>
  );
}
