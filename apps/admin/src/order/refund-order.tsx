"use client";

import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { TextArea } from "@sunchak/ui/text-area";
import { focus } from "@sunchak/web/focus";
import { formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { DialogActions } from "@/action/dialog-actions.tsx";
import { useAction } from "@/action/use-action.tsx";
import { api } from "@/trpc/browser.ts";

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
  const t = useTranslations("Refund");
  const common = useTranslations("Common");
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const { run, busy, failure, clear } = useAction({
    call: (why: string, idempotencyKey) =>
      api.order.refund.mutate({ id, reason: why, idempotencyKey }),
    onDone: () => setOpen(false),
  });
  const amount = formatWon(total, locale);

  function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const why = String(new FormData(event.currentTarget).get("reason")).trim();
    if (why) setReason(why);
  }

  return (
    <>
      <Button
        look="outline"
        onClick={() => {
          setReason(null);
          clear();
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
        title={reason === null ? t("why") : t("sure")}
      >
        {reason === null ? (
          <form className="grid gap-4" onSubmit={ask}>
            <TextArea
              hint={common("reasonHint")}
              id="refund-reason"
              label={common("reason")}
              maxLength={500}
              name="reason"
              required
            />
            <Button className="justify-self-end" type="submit">
              {t("next")}
            </Button>
          </form>
        ) : (
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
              back={t("back")}
              backRef={focus}
              busy={busy}
              confirm={t("confirm", { amount })}
              onBack={() => setReason(null)}
              onConfirm={() => void run(reason)}
            />
          </div>
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
