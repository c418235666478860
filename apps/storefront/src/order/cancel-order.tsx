"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCodeWords } from "@/refusal/code-words.tsx";
import { useTRPC } from "@/trpc/client.tsx";

/** Cancels a pending order, after one confirmation. */
export function CancelOrder({ orderId, disabled }: { orderId: string; disabled: boolean }) {
  const t = useTranslations("Order");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const words = useCodeWords();
  const [asked, setAsked] = useState(false);
  const cancel = useMutation(
    trpc.order.cancel.mutationOptions({
      onSuccess: () => setAsked(false),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.order.pathKey() }),
    }),
  );
  return (
    <>
      <Button
        aria-disabled={disabled ? "true" : undefined}
        look="quiet"
        onClick={() => !disabled && setAsked(true)}
      >
        {t("cancel")}
      </Button>
      <Dialog
        closeLabel={t("cancelClose")}
        description={t("cancelBody")}
        onClose={() => setAsked(false)}
        open={asked}
        title={t("cancelTitle")}
      >
        {cancel.error ? (
          <Alert role="alert" tone="negative">
            {words(cancel.error)}
          </Alert>
        ) : null}
        <div className="grid gap-2">
          <Button onClick={() => setAsked(false)} wide>
            {t("cancelNo")}
          </Button>
          <Button
            busy={cancel.isPending}
            look="danger"
            onClick={() => cancel.mutate({ id: orderId })}
            wide
          >
            {cancel.isPending ? t("cancelling") : t("cancelYes")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
