"use client";

import { Alert } from "@sunchak/ui/alert";
import { formatWon } from "@sunchak/ui/format";
import { SignInAgain, useCodeWords } from "@sunchak/web/code-words";
import { hasSessionEnded, refusalOf } from "@sunchak/web/refusal";
import { useLocale, useTranslations } from "next-intl";
import type { useCharge } from "./use-charge.ts";

interface ChargeOutcomeProps {
  charge: ReturnType<typeof useCharge>;
  /** Where signing in again leads back to; this page when left out. */
  back?: string;
}

/** What is going on with charges that are not all done, or why they ended; and exactly what moved. */
export function ChargeOutcome({ charge, back }: ChargeOutcomeProps) {
  const t = useTranslations("Charge");
  const locale = useLocale();
  const words = useCodeWords();
  const { checking, error, isPending, moved, unsettled } = charge;
  const won = (amount: number) => formatWon(amount, locale);
  const change = moved
    ? t("moved", { before: won(moved.before), balance: won(moved.balance) })
    : null;

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
      <Alert
        action={signIn}
        title={moved ? t("stopped", { charged: won(moved.charged) }) : t("unsettled")}
        tone="caution"
      >
        {change} {t(moved ? "restUnsettled" : "unsettledBody")}
      </Alert>
    );
  }
  if (!error) return null;
  if (!moved) return <Alert tone="negative">{words(error, back)}</Alert>;
  const overLimit = refusalOf(error)?.code === "BALANCE_LIMIT_EXCEEDED";
  return (
    <Alert action={signIn} title={t("stopped", { charged: won(moved.charged) })} tone="caution">
      {change} {t(overLimit ? "restOverLimit" : signedOut ? "restSignedOut" : "rest")}
    </Alert>
  );
}
