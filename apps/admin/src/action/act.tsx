"use client";

import { Button, type ButtonLook } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type AdminApi, useTRPCClient } from "@/trpc/client.tsx";
import { atOnce, type CallName, calls, withReason } from "./calls.ts";
import { DialogActions } from "./dialog-actions.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { useAdminChange } from "./use-admin-change.tsx";

interface ActProps<Name extends CallName> {
  call: Name;
  input: Omit<Parameters<(typeof calls)[Name]>[1], "idempotencyKey">;
  look?: ButtonLook["look"];
  /** The name of what the call changes, for the texts. */
  name?: string;
  count?: number;
  onDone?(): void;
}

interface Pressed<Name> {
  pressed: Name;
  reason: string;
  idempotencyKey: string;
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
  // Each call has the same texts, some of which name what it changes.
  const t = useTranslations("Acts") as (key: string, values?: object) => string;
  const { admin: api } = useTRPCClient();
  const common = useTranslations("Common");
  // The page may offer another call here once it shows what became of the first one.
  const [asked, setAsked] = useState<Name | null>(null);
  const { run, busy, failure, clear } = useAdminChange({
    call: ({ pressed, reason, ...given }: Pressed<Name>) => {
      const make = calls[pressed] as (
        api: AdminApi,
        input: object,
        reason: string,
      ) => Promise<unknown>;
      return make(api, given, reason);
    },
    done: ({ pressed }) => t(`${pressed}.done`, { name, count }),
    onDone: () => {
      setAsked(null);
      onDone?.();
    },
  });

  if (atOnce.has(call)) {
    return (
      <div className="grid gap-2">
        <Button
          busy={busy}
          look={look}
          onClick={() => run({ ...input, pressed: call, reason: "" })}
        >
          {t(`${call}.label`)}
        </Button>
        {failure}
      </div>
    );
  }

  const actions = {
    back: common("cancel"),
    busy,
    confirm: t(`${call}.confirm`, { name, count }),
    onBack: () => setAsked(null),
  };
  return (
    <>
      <Button
        look={look}
        onClick={() => {
          clear();
          setAsked(call);
        }}
      >
        {t(`${call}.label`)}
      </Button>
      <Dialog
        closeLabel={common("close")}
        description={t(`${call}.body`, { name, count })}
        onClose={() => setAsked(null)}
        open={asked === call}
        title={t(`${call}.title`, { name, count })}
      >
        {asked !== call ? null : withReason.has(call) ? (
          <ReasonForm onReason={(reason) => run({ ...input, pressed: call, reason })}>
            {failure}
            <DialogActions {...actions} />
          </ReasonForm>
        ) : (
          <div className="grid gap-4">
            {failure}
            <DialogActions
              {...actions}
              onConfirm={() => run({ ...input, pressed: call, reason: "" })}
            />
          </div>
        )}
      </Dialog>
    </>
  );
}
