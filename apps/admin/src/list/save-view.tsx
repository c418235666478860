"use client";

import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { TextField } from "@sunchak/ui/field";
import { refusalOf } from "@sunchak/web/refusal";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAction } from "@/action/use-action.tsx";
import { api } from "@/trpc/browser.ts";

export const smallButton =
  "inline-flex min-h-9 items-center rounded-control px-2 text-sm underline underline-offset-4 hover:bg-sunken aria-disabled:opacity-60";

/** Saves the list's filters under a name. */
export function SaveView({ list, query }: { list: string; query: string }) {
  const t = useTranslations("Views");
  const common = useTranslations("Common");
  const [open, setOpen] = useState(false);
  const [taken, setTaken] = useState(false);
  const { run, busy, failure, clear } = useAction({
    call: (view: { list: string; name: string; query: string }, idempotencyKey) =>
      api.view.save.mutate({ ...view, idempotencyKey }),
    onDone: () => setOpen(false),
    onRefused: (failure) => {
      const isTaken = refusalOf(failure)?.code === "NAME_TAKEN";
      setTaken(isTaken);
      return isTaken;
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name")).trim();
    if (name) void run({ list, name, query });
  }

  return (
    <>
      <button
        className={smallButton}
        onClick={() => {
          setTaken(false);
          clear();
          setOpen(true);
        }}
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
          <TextField
            autoComplete="off"
            error={taken ? t("taken") : undefined}
            id="view-name"
            label={t("name")}
            maxLength={60}
            name="name"
            onChange={() => setTaken(false)}
            required
          />
          {failure}
          <Button busy={busy} className="justify-self-end" type="submit">
            {t("save")}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
