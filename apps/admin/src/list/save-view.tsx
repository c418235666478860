"use client";

import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { refusalOf } from "@sunchak/web/refusal";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useTRPCClient } from "@/trpc/client.tsx";
import { ViewNameForm } from "./view-name-form.tsx";

export const smallButton =
  "inline-flex min-h-9 items-center rounded-control px-2 text-sm underline underline-offset-4 hover:bg-sunken aria-disabled:opacity-60";

/** Saves the list's filters under a name. */
export function SaveView({ list, query }: { list: string; query: string }) {
  const { admin: api } = useTRPCClient();
  const t = useTranslations("Views");
  const common = useTranslations("Common");
  const [open, setOpen] = useState(false);
  const [taken, setTaken] = useState(false);
  const { run, busy, failure, clear } = useAdminChange({
    call: api.view.save.mutate,
    done: () => t("saved"),
    onDone: () => setOpen(false),
    onRefused: (failure) => {
      const isTaken = refusalOf(failure)?.code === "NAME_TAKEN";
      setTaken(isTaken);
      return isTaken;
    },
  });

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
        {open ? (
          <ViewNameForm
            id="view-name"
            isTaken={taken}
            onName={(name) => run({ list, name, query })}
            onType={() => setTaken(false)}
          >
            {failure}
            <Button busy={busy} className="justify-self-end" type="submit">
              {t("save")}
            </Button>
          </ViewNameForm>
        ) : null}
      </Dialog>
    </>
  );
}
