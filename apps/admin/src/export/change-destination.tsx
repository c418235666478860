"use client";

import { FILE_DESTINATION, setExportDestinationInput } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { TextField } from "@sunchak/ui/field";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { DialogActions } from "@/action/dialog-actions.tsx";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useTRPCClient } from "@/trpc/client.tsx";

/** Asks for a new destination of the shop's exports. */
export function ChangeDestination({ current }: { current: string | null }) {
  const { admin: api } = useTRPCClient();
  const t = useTranslations("Destination");
  const common = useTranslations("Common");
  const [open, setOpen] = useState(false);
  const [isWrong, setIsWrong] = useState(false);
  const { run, busy, failure, clear } = useAdminChange({
    call: api.export.setDestination.mutate,
    onDone: () => setOpen(false),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get("address")).trim();
    const destination = given || FILE_DESTINATION;
    const checked = setExportDestinationInput.safeParse({ destination });
    setIsWrong(!checked.success);
    if (checked.success) run({ destination });
  }

  return (
    <>
      <Button
        look="outline"
        onClick={() => {
          setIsWrong(false);
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
        <form className="grid gap-4" noValidate onSubmit={submit}>
          <TextField
            autoComplete="off"
            defaultValue={current === FILE_DESTINATION ? "" : (current ?? "")}
            error={isWrong ? t("wrong") : undefined}
            hint={t("hint", { file: FILE_DESTINATION })}
            id="destination"
            inputMode="url"
            label={t("address")}
            maxLength={500}
            name="address"
          />
          {failure}
          <DialogActions
            back={common("cancel")}
            busy={busy}
            confirm={t("confirm")}
            onBack={() => setOpen(false)}
          />
        </form>
      </Dialog>
    </>
  );
}
