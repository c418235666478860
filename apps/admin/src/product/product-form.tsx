"use client";

import {
  type AdminProductDetail,
  type Category,
  createProductInput,
  updateProductInput,
} from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { Select, TextField } from "@sunchak/ui/field";
import { PlusIcon } from "@sunchak/ui/icons";
import { TextArea } from "@sunchak/ui/text-area";
import { categoriesIn } from "@sunchak/web/categories";
import { pathIn } from "@sunchak/web/locales";
import { refusalOf } from "@sunchak/web/refusal";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Conflict } from "@/action/conflict.tsx";
import { useAction } from "@/action/use-action.tsx";
import { api } from "@/trpc/browser.ts";
import { CategoryDialog } from "./category-dialog.tsx";
import { ImageField } from "./image-field.tsx";

interface ProductFormProps {
  /** Left out for a new product. */
  product?: AdminProductDetail;
  categories: Category[];
}

const text = (form: FormData, name: string) => String(form.get(name) ?? "").trim();
const number = (form: FormData, name: string) =>
  /^\d+$/.test(text(form, name)) ? Number(text(form, name)) : Number.NaN;

/** Creates a product, or edits one if nobody else has changed it meanwhile. */
export function ProductForm({ product, categories }: ProductFormProps) {
  const t = useTranslations("ProductForm");
  const common = useTranslations("Common");
  const locale = useLocale();
  const router = useRouter();
  const [images, setImages] = useState(product?.images ?? []);
  const [category, setCategory] = useState(product?.category ?? "");
  const [made, setMade] = useState<Category[]>([]);
  const [making, setMaking] = useState(false);
  const [wrong, setWrong] = useState<string[]>([]);
  const [conflict, setConflict] = useState(false);
  const [saved, setSaved] = useState(false);
  // The version that the fields began with: the page may have read a newer one meanwhile.
  const [version, setVersion] = useState(product?.version);
  const { run, busy, failure } = useAction({
    call: async (fields: object, idempotencyKey) =>
      product
        ? api.product.update.mutate({ ...updateProductInput.parse(fields), idempotencyKey })
        : api.product.create.mutate({ ...createProductInput.parse(fields), idempotencyKey }),
    onDone: ({ id, version: stored }) => {
      setSaved(true);
      setVersion(stored);
      if (!product) router.push(pathIn(locale, `/products/${id}`));
    },
    onRefused: (failure) => {
      const isConflict = refusalOf(failure)?.code === "CONFLICT";
      setConflict(isConflict);
      return isConflict;
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const fields = {
      name: text(form, "name"),
      nameEn: text(form, "nameEn"),
      description: text(form, "description"),
      descriptionEn: text(form, "descriptionEn"),
      category,
      price: number(form, "price"),
      images,
      ...(product ? { id: product.id, version } : { stock: number(form, "stock") }),
    };
    const checked = (product ? updateProductInput : createProductInput).safeParse(fields);
    setWrong(checked.success ? [] : checked.error.issues.map(({ path }) => String(path[0])));
    setConflict(false);
    setSaved(false);
    if (checked.success) return void run(fields);
    const first = event.currentTarget.elements.namedItem(String(checked.error.issues[0]?.path[0]));
    if (first instanceof HTMLElement) first.focus();
  }

  const errorOf = (name: "name" | "nameEn" | "category" | "price" | "stock") =>
    wrong.includes(name) ? t(`wrong.${name}`) : undefined;

  const categoryError = category === "" ? errorOf("category") : undefined;
  const all = categoriesIn(
    [...categories, ...made.filter(({ slug }) => !categories.some((one) => one.slug === slug))],
    locale,
  );

  return (
    <>
      <form className="grid max-w-2xl gap-5" noValidate onSubmit={submit}>
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <TextField
            defaultValue={product?.name}
            error={errorOf("name")}
            id="name"
            label={t("name")}
            maxLength={120}
            name="name"
          />
          <TextField
            defaultValue={product?.nameEn}
            error={errorOf("nameEn")}
            id="nameEn"
            label={t("nameEn")}
            maxLength={120}
            name="nameEn"
          />
          <div className="grid gap-1.5">
            <Select
              aria-describedby={categoryError ? "category-note" : undefined}
              aria-invalid={categoryError ? true : undefined}
              id="category"
              label={t("category")}
              onChange={(event) => setCategory(event.target.value)}
              value={category}
            >
              {category === "" ? <option value="">{t("choose")}</option> : null}
              {all.some(({ slug }) => slug === category) || category === "" ? null : (
                <option value={category}>{category}</option>
              )}
              {all.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </Select>
            {categoryError ? (
              <p className="text-negative text-sm" id="category-note">
                {categoryError}
              </p>
            ) : null}
            <button
              className="inline-flex min-h-9 items-center gap-1 justify-self-start rounded-control pr-2 text-sm underline underline-offset-4 hover:bg-sunken"
              onClick={() => setMaking(true)}
              type="button"
            >
              <PlusIcon className="size-4" />
              {t("newCategory")}
            </button>
          </div>
          <TextField
            defaultValue={product?.price}
            error={errorOf("price")}
            id="price"
            inputMode="numeric"
            label={t("price")}
            name="price"
            unit={common("won")}
          />
          {product ? null : (
            <TextField
              defaultValue="0"
              error={errorOf("stock")}
              hint={t("stockHint")}
              id="stock"
              inputMode="numeric"
              label={t("stock")}
              name="stock"
            />
          )}
        </div>
        <TextArea
          defaultValue={product?.description}
          id="description"
          label={t("description")}
          maxLength={5_000}
          name="description"
        />
        <TextArea
          defaultValue={product?.descriptionEn}
          id="descriptionEn"
          label={t("descriptionEn")}
          maxLength={5_000}
          name="descriptionEn"
        />
        <ImageField images={images} onChange={setImages} />
        {conflict ? <Conflict>{t("conflict")}</Conflict> : null}
        {failure}
        <div className="flex items-center gap-4">
          <Button busy={busy} type="submit">
            {product ? t("save") : t("create")}
          </Button>
          <span className="text-positive" role="status">
            {saved && !busy ? t("saved") : ""}
          </span>
        </div>
      </form>
      <CategoryDialog
        onClose={() => setMaking(false)}
        onDone={(one) => {
          setMade([...made, one]);
          setCategory(one.slug);
        }}
        open={making}
      />
    </>
  );
}
