"use client";

import { adjustBalanceInput, adjustStockInput, numberIn, reasonText } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { TextField } from "@sunchak/ui/field";
import { focus } from "@sunchak/web/focus";
import { formatWon } from "@sunchak/web/price";
import { isAboutState } from "@sunchak/web/refusal";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { z } from "zod";
import type { Typed } from "@/form/typed.ts";
import { useTypedForm } from "@/form/use-typed-form.ts";
import { useTRPCClient } from "@/trpc/client.tsx";
import { DialogActions } from "./dialog-actions.tsx";
import { ReasonField } from "./reason-field.tsx";
import { useAdminChange } from "./use-admin-change.tsx";

interface AdjustProps {
  what: "stock" | "balance";
  /** The id of the product or the shopper. */
  id: string;
  name: string;
  /** Won or pieces, before. */
  current: number;
}

interface Adjustment {
  /** Won or pieces; negative to take away. */
  amount: number;
  reason: string;
}

/**
 * Adds to a stock or a balance, or takes from it. First asks how much and why, then shows before
 * and after.
 */
export function Adjust({ what, id, name, current }: AdjustProps) {
  const t = useTranslations("Adjust");
  const { admin: api } = useTRPCClient();
  const common = useTranslations("Common");
  const say = useAmountWords(what);
  const [open, setOpen] = useState(false);
  const [given, setGiven] = useState<Typed<Adjustment>>({ amount: "", reason: "" });
  /**
   * With the value that the amount is added to, which the page may show anew meanwhile; null when
   * that is the current one.
   */
  const [asked, setAsked] = useState<(Adjustment & { before: number | null }) | null>(null);
  const { run, busy, failure, isUnknown, clear } = useAdminChange({
    call: async ({ amount, ...rest }: Adjustment & { idempotencyKey: string }) => {
      if (what === "stock") await api.product.adjustStock.mutate({ id, quantity: amount, ...rest });
      else await api.user.adjustBalance.mutate({ id, amount, ...rest });
    },
    done: () => t(`${what}.done`),
    onDone: () => setOpen(false),
    onRefused: (failure) => {
      if (isAboutState(failure)) setAsked((given) => given && { ...given, before: null });
      return false;
    },
  });
  const before = asked?.before ?? current;
  const signed = (value: number) => (value > 0 ? `+${say(value)}` : say(value));

  return (
    <>
      <Button
        look="outline"
        onClick={() => {
          // What nobody knows yet is found out first.
          if (!busy && !isUnknown) {
            setAsked(null);
            setGiven({ amount: "", reason: "" });
            clear();
          }
          setOpen(true);
        }}
      >
        {t(`${what}.open`)}
      </Button>
      <Dialog
        closeLabel={common("close")}
        description={name}
        onClose={() => setOpen(false)}
        open={open}
        title={asked ? t(`${what}.sure`) : t(`${what}.open`)}
      >
        {!open ? null : asked ? (
          <div className="grid gap-4">
            <dl className="divide-y divide-line border-line border-y tabular-nums">
              {(
                [
                  [t("before"), say(before)],
                  [t("change"), signed(asked.amount)],
                  [t("after"), say(before + asked.amount)],
                  [common("reason"), asked.reason],
                ] as const
              ).map(([term, value]) => (
                <div className="flex justify-between gap-6 py-2" key={term}>
                  <dt className="shrink-0 text-ink-muted">{term}</dt>
                  <dd className="text-right">{value}</dd>
                </div>
              ))}
            </dl>
            {failure}
            <DialogActions
              back={t("back")}
              backRef={focus}
              busy={busy}
              confirm={t("confirm", { amount: signed(asked.amount) })}
              // Another amount or reason would be another change, beside one that may have been made.
              onBack={busy || isUnknown ? undefined : () => setAsked(null)}
              onConfirm={() => run({ amount: asked.amount, reason: asked.reason })}
            />
          </div>
        ) : (
          <AdjustForm
            current={current}
            given={given}
            onGiven={(typed, fields) => {
              setGiven(typed);
              setAsked({ before: current, ...fields });
            }}
            what={what}
          />
        )}
      </Dialog>
    </>
  );
}

interface AdjustFormProps extends Pick<AdjustProps, "what" | "current"> {
  given: Typed<Adjustment>;
  onGiven(typed: Typed<Adjustment>, fields: Adjustment): void;
}

function AdjustForm({ what, current, given, onGiven }: AdjustFormProps) {
  const t = useTranslations("Adjust");
  const say = useAmountWords(what);
  const { register, isWrong, submitting, getValues } = useTypedForm(
    adjustmentOf(what, current),
    given,
  );
  const inputs = {
    amount: (
      <TextField
        {...register("amount")}
        autoComplete="off"
        error={isWrong("amount") ? t("wrong", { amount: say(current) }) : undefined}
        hint={t("hint")}
        id={`adjust-${what}`}
        inputMode="text"
        label={t(`${what}.amount`)}
      />
    ),
    reason: <ReasonField {...register("reason")} isWrong={isWrong("reason")} />,
  } satisfies { [Name in keyof Adjustment]-?: ReactNode };
  return (
    <form className="grid gap-4" {...submitting((fields) => onGiven(getValues(), fields))}>
      {inputs.amount}
      {inputs.reason}
      <Button className="justify-self-end" type="submit">
        {t("next")}
      </Button>
    </form>
  );
}

/** What may be added to a value, as it is typed; no more can be taken away than there is. */
const adjustmentOf = (what: AdjustProps["what"], current: number) =>
  z
    .custom<Typed<Adjustment>>()
    .transform(({ amount, ...rest }): Adjustment => ({ ...rest, amount: numberIn(amount) }))
    .pipe(
      z.strictObject({
        amount: (what === "stock"
          ? adjustStockInput.shape.quantity
          : adjustBalanceInput.shape.amount
        ).refine((amount) => current + amount >= 0),
        reason: reasonText,
      }),
    );

function useAmountWords(what: AdjustProps["what"]): (value: number) => string {
  const t = useTranslations("Adjust");
  const locale = useLocale();
  return (value) => (what === "stock" ? t("pieces", { count: value }) : formatWon(value, locale));
}
