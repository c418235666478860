"use client";

import {
  type AdminProductDetail,
  type Category,
  type CreateProduct,
  createProductInput,
  LOW_STOCK,
  numberIn,
} from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { TextField } from "@sunchak/ui/field";
import { TextArea } from "@sunchak/ui/text-area";
import { pathIn } from "@sunchak/web/locales";
import { refusalOf } from "@sunchak/web/refusal";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useController } from "react-hook-form";
import { z } from "zod";
import { Conflict } from "@/action/conflict.tsx";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useLeaveTo } from "@/form/leave-guard.tsx";
import { SaveRow } from "@/form/save-row.tsx";
import type { Typed } from "@/form/typed.ts";
import { useTypedForm } from "@/form/use-typed-form.ts";
import { useMay } from "@/session/may.tsx";
import { useTRPCClient } from "@/trpc/client.tsx";
import { CategoryDialog } from "./category-dialog.tsx";
import { CategorySelect } from "./category-select.tsx";
import { ImageField } from "./image-field.tsx";

type Typing = Typed<CreateProduct>;

const productFields = z
  .custom<Typing>()
  .transform(
    ({ sku, price, lowStock, stock, ...rest }): CreateProduct => ({
      ...rest,
      sku: sku.trim() || null,
      lowStock: lowStock.trim() === "" ? null : numberIn(lowStock),
      price: numberIn(price),
      stock: numberIn(stock),
    }),
  )
  .pipe(createProductInput);

/** What the fields hold at first. The stock of a product is adjusted, and not edited here. */
const typedOf = (product: AdminProductDetail | undefined): Typing => ({
  name: product?.name ?? "",
  nameEn: product?.nameEn ?? "",
  description: product?.description ?? "",
  descriptionEn: product?.descriptionEn ?? "",
  specs: product?.specs ?? "",
  specsEn: product?.specsEn ?? "",
  sku: product?.sku ?? "",
  lowStock: product?.lowStock?.toString() ?? "",
  category: product?.category ?? "",
  price: product ? String(product.price) : "",
  images: product?.images ?? [],
  stock: "0",
});

interface ProductFormProps {
  /** Left out for a new product. */
  product?: AdminProductDetail;
  categories: Category[];
}

type Save = CreateProduct & {
  /** The product and the version of it that is edited; left out for a new product. */
  edited?: { id: string; version: number };
  idempotencyKey: string;
};

/** Creates a product, or edits one if nobody else has changed it meanwhile. */
export function ProductForm({ product, categories }: ProductFormProps) {
  const t = useTranslations("ProductForm");
  const common = useTranslations("Common");
  const { admin: api } = useTRPCClient();
  const locale = useLocale();
  const { register, control, isWrong, isDirty, submitting, markSaved, setError, formState } =
    useTypedForm(productFields, typedOf(product));
  const { field: category } = useController({ control, name: "category" });
  const { field: images } = useController({ control, name: "images" });
  const [made, setMade] = useState<Category[]>([]);
  const [making, setMaking] = useState(false);
  const [conflict, setConflict] = useState(false);
  const [saved, setSaved] = useState(false);
  /** What the fields began with, or were saved as: the page may have read a newer version meanwhile. */
  const [edited, setEdited] = useState(product && { id: product.id, version: product.version });
  useLeaveTo(product || !edited ? null : pathIn(locale, `/products/${edited.id}`));
  const { run, busy, failure } = useAdminChange({
    call: ({ edited: editing, stock, ...fields }: Save) =>
      editing
        ? api.product.update.mutate({ ...fields, ...editing })
        : api.product.create.mutate({ ...fields, stock }),
    ...(product
      ? {}
      : { done: (input: Pick<Save, "edited">) => t(input.edited ? "saved" : "created") }),
    onDone: ({ id, version }) => {
      markSaved();
      setSaved(true);
      setEdited({ id, version });
    },
    onRefused: (failure) => {
      const code = refusalOf(failure)?.code;
      setConflict(code === "CONFLICT");
      if (code === "SKU_TAKEN") setError("sku", { type: "taken" }, { shouldFocus: true });
      return code === "CONFLICT" || code === "SKU_TAKEN";
    },
  });

  function save(fields: CreateProduct): boolean {
    setConflict(false);
    setSaved(false);
    return run(edited ? { ...fields, edited } : fields);
  }

  const mayEdit = useMay()("product.update");
  const errorOf = (
    name: "name" | "nameEn" | "sku" | "price" | "lowStock" | "stock" | "specs" | "specsEn",
  ) => (isWrong(name) ? t(`wrong.${name}`) : undefined);

  const inputs = {
    name: (
      <TextField
        {...register("name")}
        error={errorOf("name")}
        id="name"
        label={t("name")}
        maxLength={120}
      />
    ),
    nameEn: (
      <TextField
        {...register("nameEn")}
        error={errorOf("nameEn")}
        id="nameEn"
        label={t("nameEn")}
        maxLength={120}
      />
    ),
    category: (
      <CategorySelect
        categories={[
          ...categories,
          ...made.filter(({ slug }) => !categories.some((one) => one.slug === slug)),
        ]}
        isWrong={isWrong("category")}
        onChange={category.onChange}
        onNew={() => setMaking(true)}
        ref={category.ref}
        value={category.value}
      />
    ),
    price: (
      <TextField
        {...register("price")}
        error={errorOf("price")}
        id="price"
        inputMode="numeric"
        label={t("price")}
        unit={common("won")}
      />
    ),
    sku: (
      <TextField
        {...register("sku")}
        autoCapitalize="characters"
        autoComplete="off"
        error={formState.errors.sku?.type === "taken" ? t("wrong.skuTaken") : errorOf("sku")}
        hint={t("skuHint")}
        id="sku"
        label={t("sku")}
        maxLength={64}
        spellCheck={false}
      />
    ),
    lowStock: (
      <TextField
        {...register("lowStock")}
        error={errorOf("lowStock")}
        hint={t("lowStockHint", { usual: LOW_STOCK })}
        id="lowStock"
        inputMode="numeric"
        label={t("lowStock")}
      />
    ),
    stock: product ? null : (
      <TextField
        {...register("stock")}
        error={errorOf("stock")}
        hint={t("stockHint")}
        id="stock"
        inputMode="numeric"
        label={t("stock")}
      />
    ),
    description: (
      <TextArea
        {...register("description")}
        id="description"
        label={t("description")}
        maxLength={5_000}
      />
    ),
    descriptionEn: (
      <TextArea
        {...register("descriptionEn")}
        id="descriptionEn"
        label={t("descriptionEn")}
        maxLength={5_000}
      />
    ),
    specs: (
      <TextArea
        {...register("specs")}
        error={errorOf("specs")}
        hint={t("specsHint")}
        id="specs"
        label={t("specs")}
        maxLength={2_000}
      />
    ),
    specsEn: (
      <TextArea
        {...register("specsEn")}
        error={errorOf("specsEn")}
        hint={t("specsHint")}
        id="specsEn"
        label={t("specsEn")}
        maxLength={2_000}
      />
    ),
    images: <ImageField images={images.value} onChange={images.onChange} />,
  } satisfies { [Name in keyof CreateProduct]-?: ReactNode };

  return (
    <>
      <form {...submitting(save)}>
        <fieldset className="grid max-w-2xl min-w-0 gap-5" disabled={!mayEdit}>
          {mayEdit ? null : <Alert tone="info">{t("readOnly")}</Alert>}
          <div className="grid items-start gap-5 sm:grid-cols-2">
            {inputs.name}
            {inputs.nameEn}
            {inputs.category}
            {inputs.price}
            {inputs.sku}
            {inputs.lowStock}
            {inputs.stock}
          </div>
          {inputs.description}
          {inputs.descriptionEn}
          {inputs.specs}
          {inputs.specsEn}
          {inputs.images}
          {conflict ? <Conflict>{t("conflict")}</Conflict> : null}
          {failure}
          {mayEdit ? (
            <SaveRow
              busy={busy}
              done={saved ? t("saved") : null}
              isDirty={isDirty}
              submit={edited ? t("save") : t("create")}
            />
          ) : null}
        </fieldset>
      </form>
      {/* A form of its own, so it stands beside this one. */}
      <CategoryDialog
        onClose={() => setMaking(false)}
        onDone={(one) => {
          setMade([...made, one]);
          category.onChange(one.slug);
        }}
        open={making}
      />
    </>
  );
}
