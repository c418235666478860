"use client";

import { FILE_DESTINATION, setExportDestinationInput } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { TextField } from "@sunchak/ui/field";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { z } from "zod";
import { DialogActions } from "@/action/dialog-actions.tsx";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useTypedForm } from "@/form/use-typed-form.ts";
import { useTRPCClient } from "@/trpc/client.tsx";

/** Asks for a new destination of the shop's exports. */
export function ChangeDestination({ current }: { current: string | null }) {
  const t = useTranslations("Destination");
  const { admin: api } = useTRPCClient();
  const common = useTranslations("Common");
  const [open, setOpen] = useState(false);
  const { run, busy, failure, clear } = useAdminChange({
    call: api.export.setDestination.mutate,
    done: () => t("done"),
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button
        look="outline"
        onClick={() => {
          clear();
          setOpen(true);
        }}
      >
        {t("change")}
      </Button>
      <Dialog
        closeLabel={common("close")}
        description={t("body")}
        onClose={() => setOpen(false)}
        open={open}
        title={t("title")}
      >
        {open ? (
          <DestinationForm current={current} onDestination={(destination) => run({ destination })}>
            {failure}
            <DialogActions
              back={common("cancel")}
              busy={busy}
              confirm={t("confirm")}
              onBack={() => setOpen(false)}
            />
          </DestinationForm>
        ) : null}
      </Dialog>
    </>
  );
}

/** An empty address means the file. */
const destinationFields = z
  .custom<{ destination: string }>()
  .transform(({ destination }) => ({ destination: destination.trim() || FILE_DESTINATION }))
  .pipe(setExportDestinationInput);

interface DestinationFormProps {
  current: string | null;
  onDestination(destination: string): void;
  children: ReactNode;
}

function DestinationForm({ current, onDestination, children }: DestinationFormProps) {
  const t = useTranslations("Destination");
  const { register, isWrong, submitting } = useTypedForm(destinationFields, {
    destination: current === FILE_DESTINATION ? "" : (current ?? ""),
  });
  return (
    <form className="grid gap-4" {...submitting(({ destination }) => onDestination(destination))}>
      <TextField
        {...register("destination")}
        autoComplete="off"
        error={isWrong("destination") ? t("wrong") : undefined}
        hint={t("hint", { file: FILE_DESTINATION })}
        id="destination"
        inputMode="url"
        label={t("address")}
        maxLength={500}
      />
      {children}
    </form>
  );
}
