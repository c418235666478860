"use client";

import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { TextField } from "@sunchak/ui/field";
import { TextArea } from "@sunchak/ui/text-area";
import { focus } from "@sunchak/web/focus";
import { formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { api } from "@/trpc/browser.ts";
import { DialogActions } from "./dialog-actions.tsx";
import { useAction } from "./use-action.tsx";

interface AdjustProps {
  what: "stock" | "balance";
  /** The id of the product or the shopper. */
  id: string;
  name: string;
  /** Won or pieces, before. */
  current: number;
}

/**
 * Adds to a stock or a balance, or takes from it. First asks how much and why, then shows before
 * and after.
 */
export function Adjust({ what, id, name, current }: AdjustProps) {
  const t = useTranslations("Adjust");
  const common = useTranslations("Common");
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  /** What to confirm, and the value before it: the page may show a newer value by then. */
  const [asked, setAsked] = useState<{ before: number; amount: number; reason: string } | null>(
    null,
  );
  const [given, setGiven] = useState({ amount: "", reason: "" });
  const [isWrong, setIsWrong] = useState(false);
  const { run, busy, failure, isUnknown, clear } = useAction({
    call: async ({ amount, reason }: { amount: number; reason: string }, idempotencyKey) => {
      if (what === "stock") {
        await api.product.adjustStock.mutate({ id, quantity: amount, reason, idempotencyKey });
      } else await api.user.adjustBalance.mutate({ id, amount, reason, idempotencyKey });
    },
    onDone: () => setOpen(false),
  });
  const say = (value: number) =>
    what === "stock" ? t("pieces", { count: value }) : formatWon(value, locale);
  const signed = (value: number) => (value > 0 ? `+${say(value)}` : say(value));

  function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const amount = Number(given.amount.replaceAll(/[\s,]/g, "").replace("−", "-"));
    const reason = given.reason.trim();
    const isUsable = Number.isSafeInteger(amount) && amount !== 0 && current + amount >= 0;
    setIsWrong(!isUsable);
    if (isUsable && reason) setAsked({ before: current, amount, reason });
  }

  return (
    <>
      <Button
        look="outline"
        onClick={() => {
          setAsked(null);
          setGiven({ amount: "", reason: "" });
          setIsWrong(false);
          clear();
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
        {asked ? (
          <div className="grid gap-4">
            <dl className="divide-y divide-line border-line border-y tabular-nums">
              {(
                [
                  [t("before"), say(asked.before)],
                  [t("change"), signed(asked.amount)],
                  [t("after"), say(asked.before + asked.amount)],
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
              // The last change may have been made. With another amount or reason it would be a
              // second change.
              onBack={isUnknown ? undefined : () => setAsked(null)}
              onConfirm={() => void run(asked)}
            />
          </div>
        ) : (
          <form className="grid gap-4" onSubmit={ask}>
            <TextField
              autoComplete="off"
              error={isWrong ? t("wrong", { amount: say(current) }) : undefined}
              hint={t("hint")}
              id={`adjust-${what}`}
              inputMode="text"
              label={t(`${what}.amount`)}
              onChange={(event) => setGiven({ ...given, amount: event.target.value })}
              required
              value={given.amount}
            />
            <TextArea
              hint={common("reasonHint")}
              id={`adjust-${what}-reason`}
              label={common("reason")}
              maxLength={500}
              onChange={(event) => setGiven({ ...given, reason: event.target.value })}
              required
              value={given.reason}
            />
            <Button className="justify-self-end" type="submit">
              {t("next")}
            </Button>
          </form>
        )}
      </Dialog>
    </>
  );
}
