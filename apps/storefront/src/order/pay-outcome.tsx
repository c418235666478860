"use client";

import type { Order } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { SignInAgain } from "@sunchak/web/code-words";
import { nameIn } from "@sunchak/web/locales";
import { hasSessionEnded, type Refusal } from "@sunchak/web/refusal";
import { useLocale, useTranslations } from "next-intl";
import { useCodeWords } from "@/refusal/code-words.tsx";
import { isBetterOrderedAgain, leftOf } from "./pay-way-on.tsx";
import { StockLeft } from "./stock-left.tsx";
import type { usePay } from "./use-pay.ts";

interface PayOutcomeProps {
  order: Order;
  pay: ReturnType<typeof usePay>;
  /** Why the last press was refused; null when it was not, or nobody knows. */
  refusal: Refusal | null;
}

/** How far a payment has got, or why it was refused. */
export function PayOutcome({ order, pay, refusal }: PayOutcomeProps) {
  const t = useTranslations("Order");
  const again = useTranslations("OrderAgain");
  const locale = useLocale();
  const words = useCodeWords();
  if (pay.checking) return <Alert title={t("checking")}>{t("checkingBody")}</Alert>;
  if (pay.isPending) return null;
  if (pay.unsettled) {
    return (
      <Alert
        action={hasSessionEnded(pay.error) ? <SignInAgain /> : null}
        title={t("unsettled")}
        tone="caution"
      >
        {t("unsettledBody")}
      </Alert>
    );
  }
  if (!refusal) return null;
  const replaces = isBetterOrderedAgain(refusal) ? again("replaces") : null;
  if (refusal.code === "OUT_OF_STOCK") {
    const left = leftOf(order, refusal);
    const short = order.lines
      .map((line, i) => ({ ...line, left: left[i] ?? 0 }))
      .filter((line) => line.left < line.quantity)
      .map((line) => ({ ...line, name: nameIn(line, locale) }));
    return (
      <StockLeft lines={short}>
        {t("notPaidYet")} {replaces}
      </StockLeft>
    );
  }
  return (
    <Alert
      title={refusal.code === "OFFLINE" ? t("notPaid") : undefined}
      tone={replaces ? "caution" : "negative"}
    >
      {words(pay.error)} {replaces}
    </Alert>
  );
}
