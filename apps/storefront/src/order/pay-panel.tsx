"use client";

import type { Order } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { formatWon } from "@sunchak/web/price";
import { refusalOf } from "@sunchak/web/refusal";
import { useKeptFocus } from "@sunchak/web/use-kept-focus";
import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { ChargeOutcome } from "@/balance/charge-outcome.tsx";
import { planCharges } from "@/balance/plan-charges.ts";
import { useCharge } from "@/balance/use-charge.ts";
import { ToCart } from "@/cart/to-cart.tsx";
import { ServerCountdown } from "@/live/server-countdown.tsx";
import { BottomBar } from "@/shell/bottom-bar.tsx";
import { SeenStatus } from "@/shell/seen-status.tsx";
import { useTRPC } from "@/trpc/client.tsx";
import { CancelOrder } from "./cancel-order.tsx";
import { MoneyRow, MoneyRows } from "./money-lines.tsx";
import { PayOutcome } from "./pay-outcome.tsx";
import { isBetterOrderedAgain, PayWayOn } from "./pay-way-on.tsx";
import { usePay } from "./use-pay.ts";

/** The second press of a double press comes within this time, in milliseconds. */
const DOUBLE_PRESS_MS = 500;

interface PayPanelProps {
  order: Order;
  /** The balance and its maximum, in won; undefined while they could not be read. */
  account: { balance: number; maxBalance: number } | undefined;
  /** About when the page was made, as an ISO instant. */
  madeAt: string;
}

/**
 * Balance before, change and after. When the balance is too low, it offers a charge; one press
 * pays.
 */
export function PayPanel({ order, account, madeAt }: PayPanelProps) {
  const t = useTranslations("Order");
  const ofCharge = useTranslations("Charge");
  const again = useTranslations("OrderAgain");
  const locale = useLocale();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const pay = usePay(order.orderId);
  const charge = useCharge();
  const payButton = useRef<HTMLButtonElement>(null);
  const [isJustCharged, setJustCharged] = useState(false);
  const keptFocus = useKeptFocus<HTMLDivElement>();

  const balance = account?.balance;
  const missing = account ? order.total - account.balance : 0;
  // Null: no charges can raise the balance to the total, so the panel offers none.
  const charges = account ? planCharges(missing, account.maxBalance - account.balance) : [];
  const chargeTotal = charges?.reduce((sum, amount) => sum + amount, 0) ?? 0;
  const won = (amount: number) => formatWon(amount, locale);
  const refusal = pay.error && !pay.isPending ? refusalOf(pay.error) : null;
  const isCharging = charge.isPending || charge.unsettled !== null;
  const isPaying = pay.isPending || pay.unsettled;
  const next =
    isCharging || (missing > 0 && charges && !isPaying)
      ? "charge"
      : isPaying || (account && missing <= 0)
        ? "pay"
        : account
          ? "fix"
          : "read";
  const stuck = next === "pay" && refusal && isBetterOrderedAgain(refusal) ? refusal : null;
  const wide = { size: "large", wide: true } as const;
  const isChecking = pay.checking || charge.checking;
  const isUnsettled = pay.unsettled || charge.unsettled !== null;
  const isCharged = charge.isSuccess && charge.charged > 0 && !pay.isPending && !pay.error;
  const said = isChecking
    ? "checking"
    : isUnsettled
      ? "unsettled"
      : (refusal?.code ?? (isCharged ? "charged" : null));

  useEffect(() => {
    // The charge button is gone by then, so the pay button takes the focus.
    if (!charge.isSuccess || missing > 0) return;
    payButton.current?.focus();
    setJustCharged(true);
    const timer = setTimeout(() => setJustCharged(false), DOUBLE_PRESS_MS);
    return () => {
      clearTimeout(timer);
      setJustCharged(false);
    };
  }, [charge.isSuccess, missing]);

  const payNow = (
    <Button
      {...wide}
      aria-disabled={isJustCharged ? "true" : undefined}
      busy={pay.isPending}
      look={stuck ? "outline" : "solid"}
      onClick={() => isJustCharged || pay.pay()}
      ref={payButton}
    >
      {pay.isPending
        ? pay.checking
          ? t("checkingButton")
          : t("paying")
        : pay.unsettled
          ? t("checkAgain", { amount: won(order.total) })
          : t("payButton", { amount: won(order.total) })}
    </Button>
  );

  return (
    <section
      aria-labelledby="pay"
      className="grid grid-cols-1 gap-5 rounded-card bg-sunken p-6 lg:sticky lg:top-28"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-bold text-lg" id="pay">
          {t("pay")}
        </h2>
        <p className="text-sm">
          <span className="text-ink-muted">{t("payWithin")} </span>
          <ServerCountdown
            className="font-bold text-base"
            kind="pay"
            madeAt={madeAt}
            onEnd={() => void queryClient.invalidateQueries({ queryKey: trpc.order.pathKey() })}
            until={order.expiresAt}
          />
        </p>
      </div>
      <MoneyRows>
        <MoneyRow amount={order.subtotal} label={t("subtotal")} />
        <MoneyRow amount={-order.discount} label={t("discount")} />
        <div className="my-1 border-line border-t" />
        <MoneyRow amount={order.total} label={t("total")} strong />
      </MoneyRows>
      {balance === undefined ? null : (
        <div className="rounded-control bg-canvas p-4">
          <MoneyRows>
            <MoneyRow amount={balance} label={t("before")} />
            {missing <= 0 ? (
              <>
                <MoneyRow amount={-order.total} label={t("change")} />
                <MoneyRow amount={balance - order.total} label={t("after")} />
              </>
            ) : charges === null || charge.unsettled ? (
              <MoneyRow amount={missing} label={t("missing")} />
            ) : (
              <>
                <MoneyRow amount={chargeTotal} label={t("toCharge")} signed />
                <MoneyRow amount={-order.total} label={t("change")} />
                <MoneyRow amount={balance + chargeTotal - order.total} label={t("afterBoth")} />
              </>
            )}
          </MoneyRows>
        </div>
      )}
      <SeenStatus className="grid gap-3" said={said}>
        <ChargeOutcome balance={balance} charge={charge} />
        {isCharged ? (
          <Alert tone="positive">
            {ofCharge("charged", { amount: won(charge.charged) })}{" "}
            {missing <= 0 ? t("payNow") : null}
          </Alert>
        ) : null}
        {missing <= 0 || isCharging ? null : charges ? (
          <Alert title={t("short", { amount: won(missing) })} tone="caution">
            {charges.length > 1
              ? t("shortSeveral", { amount: won(chargeTotal), count: charges.length })
              : chargeTotal > missing
                ? t("shortLeast", { amount: won(chargeTotal) })
                : t("shortBody")}
          </Alert>
        ) : account ? (
          <Alert title={t("unpayable", { maxBalance: won(account.maxBalance) })} tone="caution">
            {t("unpayableBody")}
          </Alert>
        ) : null}
        {next === "read" ? <Alert tone="caution">{t("balanceUnread")}</Alert> : null}
        <PayOutcome order={order} pay={pay} refusal={refusal} />
      </SeenStatus>
      <BottomBar>
        <div className="grid gap-2" {...keptFocus}>
          {stuck ? <PayWayOn order={order} refusal={stuck} /> : null}
          {next === "charge" ? (
            <Button
              {...wide}
              busy={charge.isPending}
              onClick={() => (charge.unsettled ? charge.findOut() : charge.mutate(charges ?? []))}
            >
              {charge.isPending
                ? ofCharge("charging")
                : charge.unsettled
                  ? ofCharge("checkAgain", { amount: won(charge.unsettled.amount) })
                  : t("charge", { amount: won(chargeTotal) })}
            </Button>
          ) : next === "pay" ? (
            payNow
          ) : next === "fix" ? (
            <ToCart
              {...wide}
              lines={order.lines.map(({ unitPrice: price, ...line }) => ({ ...line, price }))}
            >
              {again("toCart")}
            </ToCart>
          ) : (
            <Button
              {...wide}
              onClick={() =>
                void queryClient.invalidateQueries({ queryKey: trpc.balance.pathKey() })
              }
            >
              {t("readBalance")}
            </Button>
          )}
        </div>
      </BottomBar>
      <p className="text-ink-muted text-sm">{t("payNote")}</p>
      <CancelOrder disabled={isPaying || charge.isPending} orderId={order.orderId} />
    </section>
  );
}
