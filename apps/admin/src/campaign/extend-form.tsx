"use client";

import {
  type AdminCampaign,
  type ExtendCampaign,
  extendCampaignInput,
  numberIn,
} from "@sunchak/core/schema";
import { TextField } from "@sunchak/ui/field";
import { pathIn } from "@sunchak/web/locales";
import { refusalOf } from "@sunchak/web/refusal";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { Conflict } from "@/action/conflict.tsx";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useLeaveTo } from "@/form/leave-guard.tsx";
import { SaveRow } from "@/form/save-row.tsx";
import type { Typed } from "@/form/typed.ts";
import { useTypedForm } from "@/form/use-typed-form.ts";
import { useTRPCClient } from "@/trpc/client.tsx";
import { toInstant, toSeoul } from "./seoul-field.ts";

type Extent = Pick<ExtendCampaign, "totalQuantity" | "closesAt">;

/** What may be typed: never fewer coupons, nor an earlier end, than there are. */
const extentFrom = (campaign: Extent) =>
  z
    .custom<Typed<Extent>>()
    .transform((typed) => ({
      totalQuantity: numberIn(typed.totalQuantity),
      // The field knows no seconds: what was not typed over stays as it is.
      closesAt:
        typed.closesAt === toSeoul(campaign.closesAt)
          ? campaign.closesAt
          : toInstant(typed.closesAt),
    }))
    .pipe(extendCampaignInput.pick({ totalQuantity: true, closesAt: true }))
    .refine((extent) => extent.totalQuantity >= campaign.totalQuantity, { path: ["totalQuantity"] })
    .refine((extent) => Date.parse(extent.closesAt) >= Date.parse(campaign.closesAt), {
      path: ["closesAt"],
    });

/** Lets a campaign that has opened run longer, or gives it more coupons. */
export function ExtendForm({ campaign }: { campaign: AdminCampaign }) {
  const { id, version } = campaign;
  const t = useTranslations("CampaignForm");
  const locale = useLocale();
  const { admin: api } = useTRPCClient();
  const { register, isWrong, isDirty, submitting, markSaved } = useTypedForm(extentFrom(campaign), {
    totalQuantity: String(campaign.totalQuantity),
    closesAt: toSeoul(campaign.closesAt),
  });
  const [conflict, setConflict] = useState(false);
  const [saved, setSaved] = useState(false);
  useLeaveTo(saved ? pathIn(locale, `/campaigns/${id}`) : null);
  const { run, busy, failure } = useAdminChange({
    call: (input: ExtendCampaign & { idempotencyKey: string }) => api.campaign.extend.mutate(input),
    done: () => t("extended"),
    onDone: () => {
      markSaved();
      setSaved(true);
    },
    onRefused: (failure) => {
      const isConflict = refusalOf(failure)?.code === "CONFLICT";
      setConflict(isConflict);
      return isConflict;
    },
  });
  const field = (name: keyof Extent, more: object) => (
    <TextField
      {...register(name)}
      error={isWrong(name) ? t(`wrongExtent.${name}`) : undefined}
      id={name}
      label={t(name)}
      {...more}
    />
  );
  return (
    <form
      className="grid max-w-2xl gap-8"
      {...submitting((extent) => isDirty && run({ id, version, ...extent }))}
    >
      <div className="grid items-start gap-5 sm:grid-cols-2">
        {field("totalQuantity", { inputMode: "numeric", unit: t("pieces") })}
        {field("closesAt", { type: "datetime-local" })}
      </div>
      <div className="grid gap-4">
        {conflict ? <Conflict>{t("conflict")}</Conflict> : null}
        {failure}
        <SaveRow busy={busy} isDirty={isDirty} submit={t("extend")} />
      </div>
    </form>
  );
}
