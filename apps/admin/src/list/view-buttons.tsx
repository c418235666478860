"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { TextField } from "@sunchak/ui/field";
import { CloseIcon } from "@sunchak/ui/icons";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAction } from "@/action/use-action.ts";
import { api } from "@/trpc/browser.ts";

/** Keeps the list's filters under a name. */
export function SaveView({ list, query }: { list: string; query: string }) {
  const t = useTranslations("Views");
  const common = useTranslations("Common");
  const [open, setOpen] = useState(false);
  const { run, busy, error } = useAction({
    call: (name: string) => api.view.save.mutate({ list, name, query }),
    onDone: () => setOpen(false),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void run(String(new FormData(event.currentTarget).get("name")).trim());
  }

  return (
    <>
      <button
        className="inline-flex min-h-9 items-center px-2 text-sm underline underline-offset-4"
        onClick={() => setOpen(true)}
        type="button"
      >
        {t("save")}
      </button>
      <Dialog
        closeLabel={common("close")}
        description={t("saveBody")}
        onClose={() => setOpen(false)}
        open={open}
        title={t("save")}
      >
        <form className="grid gap-4" onSubmit={submit}>
          <TextField id="view-name" label={t("name")} maxLength={60} name="name" required />
          {error ? (
            <Alert role="alert" tone="negative">
              {error}
            </Alert>
          ) : null}
          <Button busy={busy} className="justify-self-end" type="submit">
            {t("save")}
          </Button>
        </form>
      </Dialog>
    </>
  );
}

export function RemoveView({ id, label }: { id: string; label: string }) {
  const { run, busy } = useAction({ call: (one: string) => api.view.remove.mutate({ id: one }) });
  return (
    <button
      aria-label={label}
      className="grid size-9 place-items-center rounded-full text-ink-muted hover:bg-sunken"
      disabled={busy}
      onClick={() => void run(id)}
      type="button"
    >
      <CloseIcon className="size-4" />
    </button>
  );
}
