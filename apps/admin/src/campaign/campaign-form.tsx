"use client";

import {
  type AdminCampaign,
  type CreateCampaign,
  createCampaignInput,
  numberIn,
} from "@sunchak/core/schema";
import { Select, TextField } from "@sunchak/ui/field";
import { pathIn } from "@sunchak/web/locales";
import { refusalOf } from "@sunchak/web/refusal";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import { Conflict } from "@/action/conflict.tsx";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useLeaveTo } from "@/form/leave-guard.tsx";
import { SaveRow } from "@/form/save-row.tsx";
import type { Typed } from "@/form/typed.ts";
import { useTypedForm } from "@/form/use-typed-form.ts";
import { useTRPCClient } from "@/trpc/client.tsx";
import { toInstant, toSeoul } from "./seoul-field.ts";

type Typing = Typed<CreateCampaign>;

const campaignFields = z
  .custom<Typing>()
  .transform((typed) => ({
    ...typed,
    discountValue: numberIn(typed.discountValue),
    maxDiscount: typed.discountType === "PERCENT" ? numberIn(typed.maxDiscount) : null,
    minOrderAmount: numberIn(typed.minOrderAmount),
    totalQuantity: numberIn(typed.totalQuantity),
    validHours: numberIn(typed.validHours),
    opensAt: toInstant(typed.opensAt),
    closesAt: toInstant(typed.closesAt),
  }))
  .pipe(createCampaignInput);

/** What the fields hold at first; a copy gets dates of its own. */
const typedOf = (campaign: AdminCampaign | undefined, isCopy: boolean): Typing => ({
  name: campaign?.name ?? "",
  nameEn: campaign?.nameEn ?? "",
  discountType: campaign?.discountType ?? "FIXED",
  discountValue: String(campaign?.discountValue ?? ""),
  maxDiscount: String(campaign?.maxDiscount ?? ""),
  minOrderAmount: String(campaign?.minOrderAmount ?? 0),
  totalQuantity: String(campaign?.totalQuantity ?? ""),
  validHours: String(campaign?.validHours ?? 168),
  opensAt: campaign && !isCopy ? toSeoul(campaign.opensAt) : "",
  closesAt: campaign && !isCopy ? toSeoul(campaign.closesAt) : "",
});

type Save = CreateCampaign & {
  /** The campaign and the version of it that is edited; left out for a new campaign. */
  edited?: { id: string; version: number };
  idempotencyKey: string;
};

const pairClass = "grid items-start gap-5 sm:grid-cols-2";

interface CampaignFormProps {
  campaign?: AdminCampaign;
  /** Makes a new campaign on the same terms, instead of editing this one. */
  isCopy?: boolean;
}

/** Creates a coupon campaign, or edits one that has not opened. */
export function CampaignForm({ campaign, isCopy = false }: CampaignFormProps) {
  const t = useTranslations("CampaignForm");
  const { admin: api } = useTRPCClient();
  const locale = useLocale();
  const { register, control, isWrong, isDirty, submitting, markSaved } = useTypedForm(
    campaignFields,
    typedOf(campaign, isCopy),
  );
  const type = useWatch({ control, name: "discountType" });
  const [conflict, setConflict] = useState(false);
  /** What the fields began with, or were saved as: the page may have read a newer version meanwhile. */
  const [edited, setEdited] = useState(
    campaign && !isCopy ? { id: campaign.id, version: campaign.version } : undefined,
  );
  const [savedId, setSavedId] = useState<string | null>(null);
  useLeaveTo(savedId === null ? null : pathIn(locale, `/campaigns/${savedId}`));
  const { run, busy, failure } = useAdminChange({
    call: ({ edited: editing, ...fields }: Save) =>
      editing
        ? api.campaign.update.mutate({ ...fields, ...editing })
        : api.campaign.create.mutate(fields),
    done: (input) => t(input.edited ? "saved" : "created"),
    onDone: ({ id, version }) => {
      markSaved();
      setEdited({ id, version });
      setSavedId(id);
    },
    onRefused: (failure) => {
      const isConflict = refusalOf(failure)?.code === "CONFLICT";
      setConflict(isConflict);
      return isConflict;
    },
  });

  function save(fields: CreateCampaign): boolean {
    setConflict(false);
    return run(edited ? { ...fields, edited } : fields);
  }

  const won = useTranslations("Common")("won");
  const field = (
    name: Exclude<keyof CreateCampaign, "discountType">,
    more: { unit?: string; type?: string; hint?: string; inputMode?: "numeric" } = {},
  ) => (
    <TextField
      {...register(name)}
      error={isWrong(name) ? t(`wrong.${name}`) : undefined}
      id={name}
      label={t(name)}
      {...more}
    />
  );
  const number = { inputMode: "numeric" } as const;
  const moment = { type: "datetime-local" };
  const inputs = {
    name: field("name"),
    nameEn: field("nameEn"),
    discountType: (
      <Select {...register("discountType")} id="discountType" label={t("discountType")}>
        <option value="FIXED">{t("FIXED")}</option>
        <option value="PERCENT">{t("PERCENT")}</option>
      </Select>
    ),
    discountValue: field("discountValue", { ...number, unit: type === "PERCENT" ? "%" : won }),
    maxDiscount: type === "PERCENT" ? field("maxDiscount", { ...number, unit: won }) : null,
    minOrderAmount: field("minOrderAmount", { ...number, unit: won, hint: t("minimumHint") }),
    totalQuantity: field("totalQuantity", { ...number, unit: t("pieces") }),
    validHours: field("validHours", { ...number, hint: t("validHint") }),
    opensAt: field("opensAt", { ...moment, hint: t("opensHint") }),
    closesAt: field("closesAt", moment),
  } satisfies { [Name in keyof CreateCampaign]-?: ReactNode };

  return (
    <form className="grid max-w-2xl gap-8" {...submitting(save)}>
      <div className={pairClass}>
        {inputs.name}
        {inputs.nameEn}
      </div>
      <div className={pairClass}>
        {inputs.discountType}
        {inputs.discountValue}
        {inputs.maxDiscount}
        {inputs.minOrderAmount}
      </div>
      <div className={pairClass}>
        {inputs.totalQuantity}
        {inputs.validHours}
      </div>
      <div className={pairClass}>
        {inputs.opensAt}
        {inputs.closesAt}
      </div>
      <div className="grid gap-4">
        {conflict ? <Conflict>{t("conflict")}</Conflict> : null}
        {failure}
        <SaveRow busy={busy} isDirty={isDirty} submit={edited ? t("save") : t("create")} />
      </div>
    </form>
  );
}
