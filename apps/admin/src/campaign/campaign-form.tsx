"use client";

import { type AdminCampaign, createCampaignInput, updateCampaignInput } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { Select, TextField } from "@sunchak/ui/field";
import { pathIn } from "@sunchak/web/locales";
import { refusalOf } from "@sunchak/web/refusal";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Conflict } from "@/action/conflict.tsx";
import { useAction } from "@/action/use-action.tsx";
import { api } from "@/trpc/browser.ts";

const SEOUL_OFFSET_MS = 9 * 3_600_000;

/** An instant as a form's `YYYY-MM-DDTHH:MM` in Seoul. */
const toSeoul = (instant: string | undefined) =>
  instant && new Date(Date.parse(instant) + SEOUL_OFFSET_MS).toISOString().slice(0, 16);

/** The instant of a form's date and time in Seoul; any other text stays as it is. */
function toInstant(local: string): string {
  const at = Date.parse(`${local}:00.000+09:00`);
  return Number.isNaN(at) ? local : new Date(at).toISOString();
}

const pairClass = "grid items-start gap-5 sm:grid-cols-2";

const text = (form: FormData, name: string) => String(form.get(name) ?? "").trim();
const number = (form: FormData, name: string) =>
  /^\d+$/.test(text(form, name)) ? Number(text(form, name)) : Number.NaN;

/** Creates a coupon campaign, or edits one that has not opened. */
export function CampaignForm({ campaign }: { campaign?: AdminCampaign }) {
  const t = useTranslations("CampaignForm");
  const locale = useLocale();
  const router = useRouter();
  const [type, setType] = useState(campaign?.discountType ?? "FIXED");
  const [wrong, setWrong] = useState<string[]>([]);
  const [conflict, setConflict] = useState(false);
  // The version that the fields began with: the page may have read a newer one meanwhile.
  const [version] = useState(campaign?.version);
  const { run, busy, failure } = useAction({
    call: async (fields: object, idempotencyKey) =>
      campaign
        ? api.campaign.update.mutate({ ...updateCampaignInput.parse(fields), idempotencyKey })
        : api.campaign.create.mutate({ ...createCampaignInput.parse(fields), idempotencyKey }),
    onDone: ({ id }) => router.push(pathIn(locale, `/campaigns/${id}`)),
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
      ...(campaign && { id: campaign.id, version }),
      name: text(form, "name"),
      nameEn: text(form, "nameEn"),
      discountType: type,
      discountValue: number(form, "discountValue"),
      maxDiscount: type === "PERCENT" ? number(form, "maxDiscount") : null,
      minOrderAmount: number(form, "minOrderAmount"),
      totalQuantity: number(form, "totalQuantity"),
      opensAt: toInstant(text(form, "opensAt")),
      closesAt: toInstant(text(form, "closesAt")),
      validHours: number(form, "validHours"),
    };
    const checked = (campaign ? updateCampaignInput : createCampaignInput).safeParse(fields);
    setWrong(checked.success ? [] : checked.error.issues.map(({ path }) => String(path[0])));
    setConflict(false);
    if (checked.success) return void run(fields);
    const first = event.currentTarget.elements.namedItem(String(checked.error.issues[0]?.path[0]));
    if (first instanceof HTMLElement) first.focus();
  }

  const won = useTranslations("Common")("won");
  const field = (
    name:
      | "name"
      | "nameEn"
      | "discountValue"
      | "maxDiscount"
      | "minOrderAmount"
      | "totalQuantity"
      | "opensAt"
      | "closesAt"
      | "validHours",
    value: string | number | null | undefined,
    more: { unit?: string; type?: string; hint?: string } = {},
  ) => (
    <TextField
      defaultValue={value ?? undefined}
      error={wrong.includes(name) ? t(`wrong.${name}`) : undefined}
      id={name}
      inputMode={more.type || name.startsWith("name") ? undefined : "numeric"}
      label={t(name)}
      name={name}
      {...more}
    />
  );

  return (
    <form className="grid max-w-2xl gap-8" noValidate onSubmit={submit}>
      <div className={pairClass}>
        {field("name", campaign?.name)}
        {field("nameEn", campaign?.nameEn)}
      </div>
      <div className={pairClass}>
        <Select
          id="discountType"
          label={t("discountType")}
          onChange={(event) => setType(event.target.value === "PERCENT" ? "PERCENT" : "FIXED")}
          value={type}
        >
          <option value="FIXED">{t("FIXED")}</option>
          <option value="PERCENT">{t("PERCENT")}</option>
        </Select>
        {field("discountValue", campaign?.discountValue, { unit: type === "PERCENT" ? "%" : won })}
        {type === "PERCENT" ? field("maxDiscount", campaign?.maxDiscount, { unit: won }) : null}
        {field("minOrderAmount", campaign?.minOrderAmount ?? 0, {
          unit: won,
          hint: t("minimumHint"),
        })}
      </div>
      <div className={pairClass}>
        {field("totalQuantity", campaign?.totalQuantity, { unit: t("pieces") })}
        {field("validHours", campaign?.validHours ?? 168, { hint: t("validHint") })}
      </div>
      <div className={pairClass}>
        {field("opensAt", toSeoul(campaign?.opensAt), {
          type: "datetime-local",
          hint: t("opensHint"),
        })}
        {field("closesAt", toSeoul(campaign?.closesAt), { type: "datetime-local" })}
      </div>
      <div className="grid gap-4">
        {conflict ? <Conflict>{t("conflict")}</Conflict> : null}
        {failure}
        <Button busy={busy} className="justify-self-start" type="submit">
          {campaign ? t("save") : t("create")}
        </Button>
      </div>
    </form>
  );
}
