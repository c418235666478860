"use client";

import { Button, type ButtonLook } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { TextArea } from "@sunchak/ui/text-area";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { atOnce, type CallName, calls, withReason } from "./calls.ts";
import { useAction } from "./use-action.tsx";

interface ActProps<Name extends CallName> {
  call: Name;
  input: Omit<Parameters<(typeof calls)[Name]>[0], "idempotencyKey">;
  look?: ButtonLook["look"];
  /** The name of what the call changes, for the texts. */
  name?: string;
  count?: number;
  onDone?(): void;
}

/** A button for one change, which first asks for confirmation. */
export function Act<Name extends CallName>({
  call,
  input,
  look = "outline",
  name = "",
  count = 1,
  onDone,
}: ActProps<Name>) {
  // Each call has the same four texts, some of which name what it changes.
  const t = useTranslations("Acts") as (key: string, values?: object) => string;
  const common = useTranslations("Common");
  const id = useId();
  const [open, setOpen] = useState(false);
  const make = calls[call] as (input: object, reason: string) => Promise<unknown>;
  const { run, busy, failure, clear } = useAction({
    call: ({ reason, ...given }: { reason: string }, idempotencyKey) =>
      make({ ...given, idempotencyKey }, reason),
    onDone: () => {
      setOpen(false);
      onDone?.();
    },
  });

  if (atOnce.has(call)) {
    return (
      <div className="grid gap-2">
        <Button busy={busy} look={look} onClick={() => void run({ ...input, reason: "" })}>
          {t(`${call}.label`)}
        </Button>
        {failure}
      </div>
    );
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
    void run({ ...input, reason });
  }

  return (
    <>
      <Button
        look={look}
        onClick={() => {
          clear();
          setOpen(true);
        }}
      >
        {t(`${call}.label`)}
      </Button>
      <Dialog
        closeLabel={common("close")}
        description={t(`${call}.body`, { name, count })}
        onClose={() => setOpen(false)}
        open={open}
        title={t(`${call}.title`, { name, count })}
      >
        <form className="grid gap-4" onSubmit={submit}>
          {withReason.has(call) ? (
            <TextArea
              hint={common("reasonHint")}
              id={`${id}-reason`}
              label={common("reason")}
              maxLength={500}
              name="reason"
              required
            />
          ) : null}
          {failure}
          <div className="flex justify-end gap-2">
            <Button look="quiet" onClick={() => setOpen(false)}>
              {common("cancel")}
            </Button>
            <Button busy={busy} type="submit">
              {t(`${call}.confirm`, { name, count })}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
