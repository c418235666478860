"use client";

import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { focus } from "@sunchak/web/focus";
import { formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { DialogActions } from "@/action/dialog-actions.tsx";
import { ReasonForm } from "@/action/reason-form.tsx";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useTRPCClient } from "@/trpc/client.tsx";

interface RefundOrderProps {
  id: string;
  orderNumber: string;
  shopper: string;
  total: number;
  lines: { name: string; quantity: number }[];
  coupon: string | null;
}

/**
 * Refunds a whole order. First asks for the reason, then confirms with everything that goes back.
 */
export function RefundOrder({ id, orderNumber, shopper, total, lines, coupon }: RefundOrderProps) {
  const { admin: api } = useTRPCClient();
  const t = useTranslations("Refund");
  const common = useTranslations("Common");
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [isSure, setSure] = useState(false);
  const amount = formatWon(total, locale);
  const { run, busy, failure, isUnknown, clear } = useAdminChange({
    call: api.order.refund.mutate,
    done: () => t("done", { amount }),
    onDone: () => setOpen(false),
  });

  return (
    <>
      <Button
        look="outline"
        onClick={() => {
          // What nobody knows yet is found out first.
          if (!busy && !isUnknown) {
            setReason("");
            setSure(false);
            clear();
          }
          setOpen(true);
        }}
      >
        {t("open")}
      </Button>
      <Dialog
        closeLabel={common("close")}
        description={orderNumber}
        onClose={() => setOpen(false)}
        open={open}
        title={isSure ? t("sure") : t("why")}
      >
        {!open ? null : isSure ? (
          <div className="grid gap-4">
            <dl className="divide-y divide-line border-line border-y">
              <Back name={t("balance")} value={t("balanceBack", { amount, shopper })} />
              <Back
                name={t("stock")}
                value={lines.map(({ name, quantity }) => `${name} × ${quantity}`).join(", ")}
              />
              <Back name={t("coupon")} value={coupon ?? t("noCoupon")} />
              <Back name={t("export")} value={t("exportBack")} />
              <Back name={common("reason")} value={reason} />
            </dl>
            {failure}
            <DialogActions
              isFinal
              back={t("back")}
              backRef={focus}
              busy={busy}
              confirm={t("confirm", { amount })}
              onBack={busy || isUnknown ? undefined : () => setSure(false)}
              onConfirm={() => run({ id, reason })}
            />
          </div>
        ) : (
          <ReasonForm
            onReason={(why) => {
              setReason(why);
              setSure(true);
            }}
            reason={reason}
          >
            <Button className="justify-self-end" type="submit">
              {t("next")}
            </Button>
          </ReasonForm>
        )}
      </Dialog>
    </>
  );
}

function Back({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex justify-between gap-6 py-2">
      <dt className="shrink-0 text-ink-muted">{name}</dt>
      <dd className="text-right">{value}</dd>
    </div>
  );
}
