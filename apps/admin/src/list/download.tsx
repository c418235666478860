"use client";

import type { AdminCall } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { languages } from "@sunchak/web/locales";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { DialogActions } from "@/action/dialog-actions.tsx";
import { ReasonForm } from "@/action/reason-form.tsx";
import { useMay } from "@/session/may.tsx";
import { hrefOf, type Query } from "./read-query.ts";

/** Takes a list as a CSV file with personal data, for a reason that the access log keeps; nothing for a role that may not. */
export function Download(props: { call: AdminCall; file: string; filter: Query }) {
  const { call, file, filter } = props;
  const may = useMay();
  const t = useTranslations("Download");
  const common = useTranslations("Common");
  const locale = useLocale();
  const [open, setOpen] = useState(false);

  function take(reason: string) {
    const link = document.createElement("a");
    link.href = hrefOf(`/api/${file}`, { ...filter, locale: languages[locale].content, reason });
    link.download = file;
    link.click();
    setOpen(false);
  }

  if (!may(call)) return null;
  return (
    <>
      <Button look="outline" onClick={() => setOpen(true)}>
        {t("label")}
      </Button>
      <Dialog
        closeLabel={common("close")}
        description={t("body")}
        onClose={() => setOpen(false)}
        open={open}
        title={t("title")}
      >
        {open ? (
          <ReasonForm hint={t("reasonHint")} onReason={take}>
            <DialogActions
              back={common("cancel")}
              busy={false}
              confirm={t("label")}
              onBack={() => setOpen(false)}
            />
          </ReasonForm>
        ) : null}
      </Dialog>
    </>
  );
}
