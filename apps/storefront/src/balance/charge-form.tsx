"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { formatWon, Price } from "@sunchak/web/price";
import { useHere } from "@sunchak/web/use-here";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/trpc/client.tsx";
import { Charged, ChargeOutcome } from "./charge-outcome.tsx";
import { chargeMax, chargeMin } from "./plan-charges.ts";
import { useCharge } from "./use-charge.ts";
import { WonField } from "./won-field.tsx";

const presets = [10_000, 30_000, 50_000, 100_000];

/**
 * The balance, and a form that charges a preset or any amount within the limits.
 * @param given the amount typed before, for example by someone who had to sign in again.
 */
export function ChargeForm({ given }: { given: string }) {
  const t = useTranslations("Balance");
  const c = useTranslations("Charge");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.balance.get.queryOptions());
  const charge = useCharge();
  const [digits, setDigits] = useState(given);
  const [complaint, setComplaint] = useState(false);
  const won = (amount: number) => formatWon(amount, locale);

  const back = useHere({ amount: digits || null });
  const amount = Number(digits);
  const room = data.maxBalance - data.balance;
  const max = Math.min(chargeMax, room);
  const full = max < chargeMin;
  const fits = (wanted: number) => wanted >= chargeMin && wanted <= max;
  const valid = fits(amount);
  const isOver = amount > max && !charge.isPending && !charge.unsettled;
  const bounds = {
    min: won(chargeMin),
    max: won(max),
    maxBalance: won(data.maxBalance),
    room: won(room),
  };
  const limits = t(room < chargeMax ? "limitsNow" : "limits", bounds);

  function choose(text: string) {
    setDigits(text);
    setComplaint(false);
    if (!charge.isPending) charge.reset();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (charge.isPending) return;
    const options = { onSuccess: () => setDigits("") };
    if (charge.unsettled) return charge.findOut(options);
    if (!valid) {
      setComplaint(true);
      document.getElementById("amount")?.focus();
      return;
    }
    charge.mutate([amount], options);
  }

  return (
    <section
      aria-labelledby="balance"
      className="grid grid-cols-1 gap-6 rounded-card bg-sunken p-6 lg:sticky lg:top-28"
    >
      <div>
        <h2 className="text-ink-muted" id="balance">
          {t("now")}
        </h2>
        <Price
          alone
          amount={data.balance}
          className="font-extrabold text-4xl tracking-tight"
          locale={locale}
        />
      </div>
      <form className="grid grid-cols-1 gap-4" noValidate onSubmit={submit}>
        {full && !charge.unsettled ? (
          <Alert title={t(room > 0 ? "nearlyFull" : "full", bounds)} tone="caution">
            {t(room > 0 ? "nearlyFullBody" : "fullBody", bounds)}
          </Alert>
        ) : (
          <>
            <fieldset disabled={charge.unsettled !== null}>
              <legend className="mb-1.5 font-medium text-sm">{t("presets")}</legend>
              <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,7rem),1fr))] gap-2">
                {presets.map((preset) => (
                  <Button
                    aria-pressed={amount === preset}
                    className="aria-pressed:border-ink aria-pressed:bg-canvas"
                    disabled={!fits(preset)}
                    key={preset}
                    look="outline"
                    onClick={() => choose(String(preset))}
                  >
                    {won(preset)}
                  </Button>
                ))}
                {room < chargeMax && !presets.includes(room) ? (
                  <Button
                    aria-pressed={amount === room}
                    className="col-span-full aria-pressed:border-ink aria-pressed:bg-canvas"
                    look="outline"
                    onClick={() => choose(String(room))}
                  >
                    {t("fill", { amount: won(room) })}
                  </Button>
                ) : null}
              </div>
            </fieldset>
            <WonField
              digits={digits}
              error={isOver || (complaint && !valid) ? limits : null}
              hint={limits}
              id="amount"
              label={t("amount")}
              name="amount"
              onDigits={choose}
              readOnly={charge.unsettled !== null}
              unit={t("unit")}
            />
            {isOver ? (
              <Button look="outline" onClick={() => choose(String(max))}>
                {t("lower", { amount: won(max) })}
              </Button>
            ) : null}
          </>
        )}
        {valid && !charge.unsettled ? (
          <p className="flex justify-between gap-4 text-sm">
            <span className="text-ink-muted">{t("after")}</span>
            <Price amount={data.balance + amount} className="font-semibold" locale={locale} />
          </p>
        ) : null}
        <div className="grid gap-3" role="status">
          <ChargeOutcome back={back} balance={data.balance} charge={charge} />
          {charge.isSuccess && charge.charged > 0 ? (
            <Alert tone="positive">
              <Charged amount={charge.charged} balance={data.balance} />
            </Alert>
          ) : null}
        </div>
        {full && !charge.unsettled ? null : (
          <Button busy={charge.isPending} size="large" type="submit" wide>
            {charge.isPending
              ? c("charging")
              : charge.unsettled
                ? c("checkAgain", { amount: won(charge.unsettled.amount) })
                : valid
                  ? t("charge", { amount: won(amount) })
                  : t("chargeNone")}
          </Button>
        )}
      </form>
    </section>
  );
}
