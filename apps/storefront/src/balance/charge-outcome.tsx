"use client";

import { Alert } from "@sunchak/ui/alert";
import { SignInAgain } from "@sunchak/web/code-words";
import { formatWon } from "@sunchak/web/price";
import { hasSessionEnded, refusalOf } from "@sunchak/web/refusal";
import { useLocale, useTranslations } from "next-intl";
import { useCodeWords } from "@/refusal/code-words.tsx";
import { chargeMax, chargeMin } from "./plan-charges.ts";
import type { useCharge } from "./use-charge.ts";

interface ChargeOutcomeProps {
  charge: ReturnType<typeof useCharge>;
  /** The current balance, in won; undefined while it could not be read. */
  balance: number | undefined;
  /** Where sign-in leads back to; this page when left out. */
  back?: string;
}

/** How far a series of charges has got, or why it stopped, and exactly how much was charged. */
export function ChargeOutcome({ charge, balance, back }: ChargeOutcomeProps) {
  const t = useTranslations("Charge");
  const locale = useLocale();
  const words = useCodeWords();
  const { charged, checking, error, isPending, unsettled } = charge;
  const won = (amount: number) => formatWon(amount, locale);
  const change = charged > 0 ? <Charged amount={charged} balance={balance} /> : null;

  if (isPending) {
    return checking ? (
      <Alert title={t("checking")}>
        {change} {t("checkingBody")}
      </Alert>
    ) : null;
  }
  const signedOut = hasSessionEnded(error);
  const signIn = signedOut ? <SignInAgain back={back} /> : null;
  if (unsettled) {
    return (
      <Alert action={signIn} title={t("unsettled")} tone="caution">
        {change} {t(charged > 0 ? "restUnsettled" : "unsettledBody")}
      </Alert>
    );
  }
  if (!error) return null;
  const refusal = refusalOf(error);
  const isOverLimit = refusal?.code === "BALANCE_LIMIT_EXCEEDED";
  const maxBalance = Number(refusal?.details.maxBalance);
  if (charged === 0 && isOverLimit) {
    const max = Math.min(chargeMax, maxBalance - (balance ?? Number.NaN));
    return (
      <Alert title={t("overLimit", { maxBalance: won(maxBalance) })} tone="negative">
        {max >= chargeMin ? t("overLimitLess", { max: won(max) }) : t("overLimitFull")}
      </Alert>
    );
  }
  if (charged === 0) {
    const isOffline = refusal?.code === "OFFLINE";
    return (
      <Alert title={isOffline ? t("notCharged") : undefined} tone="negative">
        {words(error, back)}
      </Alert>
    );
  }
  return (
    <Alert action={signIn} title={t("stopped", { charged: won(charged) })} tone="caution">
      {change}{" "}
      {isOverLimit
        ? t("restOverLimit", { maxBalance: won(maxBalance) })
        : t(signedOut ? "restSignedOut" : "rest")}
    </Alert>
  );
}

/**
 * The charged amount and the current balance. They need not add up to the balance before: something
 * else may have moved it meanwhile.
 */
export function Charged({ amount, balance }: { amount: number; balance: number | undefined }) {
  const t = useTranslations("Charge");
  const locale = useLocale();
  const won = formatWon(amount, locale);
  return balance === undefined
    ? t("charged", { amount: won })
    : t("moved", { amount: won, balance: formatWon(balance, locale) });
}
