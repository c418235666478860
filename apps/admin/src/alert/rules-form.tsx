"use client";

import {
  type AlertRulesView,
  alertKinds,
  contentLanguages,
  newsKinds,
  numberIn,
  type SetAlertRules,
  setAlertRulesInput,
  type ToldKind,
  toldKinds,
} from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { Select, TextField } from "@sunchak/ui/field";
import { TextArea } from "@sunchak/ui/text-area";
import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, useId } from "react";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { SaveRow } from "@/form/save-row.tsx";
import { useTypedForm } from "@/form/use-typed-form.ts";
import { useTRPCClient } from "@/trpc/client.tsx";
import { TestChannel } from "./test-channel.tsx";

const kinds = Object.keys(toldKinds) as ToldKind[];
const alertsOf = (tone: "negative" | "caution") =>
  kinds.filter((kind) => kind in alertKinds && toldKinds[kind].tone === tone);

/** The kinds as the page shows them. */
const groups = {
  negative: alertsOf("negative"),
  caution: alertsOf("caution"),
  news: Object.keys(newsKinds) as ToldKind[],
};

interface Typing {
  on: string[];
  diskFreePercent: string;
  mailTo: string;
  language: AlertRulesView["language"];
  webhookUrl: string;
  webhookSecret: string;
  quiet: { isOn: boolean; from: string; to: string; passesNegative: boolean };
}

const typedOf = (rules: AlertRulesView): Typing => ({
  // In the page's order, in which the form collects them.
  on: Object.values(groups)
    .flat()
    .filter((kind) => !rules.off.includes(kind)),
  diskFreePercent: String(rules.diskFreePercent),
  mailTo: rules.mailTo.join("\n"),
  language: rules.language,
  webhookUrl: rules.webhookUrl ?? "",
  webhookSecret: "",
  quiet: {
    isOn: rules.quiet !== null,
    ...(rules.quiet ?? { from: "22:00", to: "07:00", passesNegative: true }),
  },
});

/** @param hasSecret whether the shop stores one, so that none need be given. */
const fieldsOf = (hasSecret: boolean) =>
  z
    .custom<Typing>()
    .transform(
      ({ on, quiet: { isOn, ...quiet }, ...typed }): SetAlertRules => ({
        off: kinds.filter((kind) => !on.includes(kind)),
        diskFreePercent: numberIn(typed.diskFreePercent),
        mailTo: typed.mailTo.split(/[\s,;]+/).filter(Boolean),
        language: typed.language,
        webhookUrl: typed.webhookUrl.trim() || null,
        webhookSecret: typed.webhookSecret.trim() || undefined,
        quiet: isOn ? quiet : null,
      }),
    )
    .pipe(
      setAlertRulesInput.refine(
        ({ webhookUrl, webhookSecret }) => webhookUrl === null || hasSecret || webhookSecret,
        { path: ["webhookSecret"] },
      ),
    );

/** As Standard Webhooks writes it. */
const newSecret = () =>
  `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;

/** What is told, to whom, and when not; with a test of each channel. */
export function RulesForm({ rules }: { rules: AlertRulesView }) {
  const t = useTranslations("AlertRules");
  const titles = useTranslations("Alerts");
  const { admin: api } = useTRPCClient();
  const { register, control, setValue, isWrong, isDirty, submitting, markSaved } = useTypedForm(
    fieldsOf(rules.hasSecret),
    typedOf(rules),
  );
  const { run, busy, failure } = useAdminChange({
    call: (input: SetAlertRules & { idempotencyKey: string }) => api.alert.setRules.mutate(input),
    done: () => t("saved"),
    onDone: markSaved,
  });
  const [secret, isQuiet] = useWatch({ control, name: ["webhookSecret", "quiet.isOn"] });
  const errorOf = (
    name: "diskFreePercent" | "mailTo" | "webhookUrl" | "webhookSecret" | "quiet",
  ) => (isWrong(name) ? t(`wrong.${name}`) : undefined);
  const notes: Partial<Record<ToldKind, string>> = {
    stockLow: t("notes.stockLow"),
    dropSoldOut: t("notes.dropSoldOut"),
  };

  return (
    <form className="grid max-w-2xl gap-10" {...submitting(run)}>
      <Group title={t("kinds")}>
        {(["negative", "caution", "news"] as const).map((group) => (
          <fieldset className="grid gap-x-5 sm:grid-cols-2" key={group}>
            <legend className="mb-1 font-medium text-ink-muted text-sm">
              {t(`groups.${group}`)}
            </legend>
            {groups[group].map((kind) => (
              <CheckBox
                {...register("on")}
                hint={notes[kind]}
                key={kind}
                label={titles(`titles.${kind}`)}
                value={kind}
              />
            ))}
          </fieldset>
        ))}
        <div className="max-w-60">
          <TextField
            {...register("diskFreePercent")}
            error={errorOf("diskFreePercent")}
            hint={t("diskFreePercentHint")}
            id="diskFreePercent"
            inputMode="numeric"
            label={t("diskFreePercent")}
            unit="%"
          />
        </div>
      </Group>

      <Group title={t("mail")}>
        <MailServer {...rules.hasMail} />
        <TextArea
          {...register("mailTo")}
          autoComplete="off"
          error={errorOf("mailTo")}
          hint={t("mailToHint")}
          id="mailTo"
          inputMode="email"
          label={t("mailTo")}
          spellCheck={false}
        />
        <div className="max-w-60">
          <Select {...register("language")} id="language" label={t("language")}>
            {contentLanguages.map((language) => (
              <option key={language} value={language}>
                {t(`languages.${language}`)}
              </option>
            ))}
          </Select>
        </div>
        {rules.hasMail.here ? (
          <TestChannel channel="MAIL" isStale={isDirty || rules.mailTo.length === 0} />
        ) : null}
      </Group>

      <Group title={t("webhook")}>
        <TextField
          {...register("webhookUrl")}
          autoComplete="off"
          error={errorOf("webhookUrl")}
          hint={t("webhookUrlHint")}
          id="webhookUrl"
          inputMode="url"
          label={t("webhookUrl")}
          maxLength={500}
          spellCheck={false}
        />
        <TextField
          {...register("webhookSecret")}
          autoComplete="off"
          error={errorOf("webhookSecret")}
          hint={t(secret ? "secretNew" : rules.hasSecret ? "secretKept" : "secretHint")}
          id="webhookSecret"
          label={t("webhookSecret")}
          spellCheck={false}
        />
        <div>
          <Button
            look="outline"
            onClick={() =>
              setValue("webhookSecret", newSecret(), {
                shouldDirty: true,
                shouldValidate: true,
              })
            }
          >
            {t("makeSecret")}
          </Button>
        </div>
        <TestChannel channel="WEBHOOK" isStale={isDirty || rules.webhookUrl === null} />
      </Group>

      <Group title={t("quiet")}>
        <CheckBox {...register("quiet.isOn")} hint={t("quietHint")} label={t("quietOn")} />
        {isQuiet ? (
          <>
            <div className="grid grid-cols-2 gap-5">
              <TextField
                {...register("quiet.from")}
                error={errorOf("quiet")}
                id="quietFrom"
                label={t("from")}
                type="time"
              />
              <TextField {...register("quiet.to")} id="quietTo" label={t("to")} type="time" />
            </div>
            <CheckBox {...register("quiet.passesNegative")} label={t("passesNegative")} />
          </>
        ) : null}
      </Group>

      <div className="grid gap-4">
        {failure}
        <SaveRow busy={busy} isDirty={isDirty} submit={t("save")} />
      </div>
    </form>
  );
}

/** Says which variables are missing, and where. */
function MailServer({ here, watcher }: AlertRulesView["hasMail"]) {
  const t = useTranslations("AlertRules");
  if (watcher === false || (watcher === null && !here)) {
    return (
      <Alert title={t("noMail")} tone="caution">
        {t("noMailBody")}
      </Alert>
    );
  }
  return here ? null : <Alert title={t("mailElsewhere")}>{t("mailElsewhereBody")}</Alert>;
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-5">
      <h2 className="font-semibold text-lg">{title}</h2>
      {children}
    </section>
  );
}

type CheckBoxProps = ComponentProps<"input"> & { label: string; hint?: string };

function CheckBox({ label, hint, ...rest }: CheckBoxProps) {
  const id = useId();
  return (
    <label className="flex min-h-11 items-start gap-3 py-2">
      <input
        {...rest}
        aria-describedby={hint ? id : undefined}
        className="mt-0.5 size-5 shrink-0 accent-ink"
        type="checkbox"
      />
      <span className="grid">
        {label}
        {hint ? (
          <span className="text-ink-muted text-sm" id={id}>
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}
