"use client";

import { Button, type ButtonLook } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { May } from "@/session/may.tsx";
import { useTRPCClient } from "@/trpc/client.tsx";
import {
  type AnyCall,
  atOnce,
  type CallName,
  calls,
  isFinal,
  procedureOf,
  undoneBy,
  withReason,
} from "./calls.ts";
import { DialogActions } from "./dialog-actions.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { Undo } from "./undo.tsx";
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

/** The things that a change of several has changed, when its answer names them. */
function changedBy(answer: unknown): { ids?: unknown[]; count: number | undefined } {
  const { ids, eventIds } = (answer ?? {}) as { ids?: unknown[]; eventIds?: unknown[] };
  return { ids, count: (ids ?? eventIds)?.length };
}

/**
 * A button for one change, for those who may make it, which first asks for confirmation. When the page offers another change in
 * its place, that one begins anew.
 */
export const Act = <Name extends CallName>(props: ActProps<Name>) => (
  <May call={procedureOf[props.call]}>
    <ActOf key={props.call} {...props} />
  </May>
);

function ActOf<Name extends CallName>({
  call,
  input,
  look = isFinal.has(call) ? "danger" : "outline",
  name = "",
  count = 1,
  onDone,
}: ActProps<Name>) {
  // Each call has the same texts, some of which name what it changes.
  const t = useTranslations("Acts") as (key: string, values?: object) => string;
  const { admin: api } = useTRPCClient();
  const common = useTranslations("Common");
  const [open, setOpen] = useState(false);
  const { run, busy, failure, clear } = useAdminChange({
    call: ({ reason, ...given }: { reason: string; idempotencyKey: string }) => {
      const make = calls[call] as AnyCall;
      return make(api, given, reason);
    },
    done: (_, answer) => {
      const { ids, count: changed = count } = changedBy(answer);
      const words = t(`${call}.done`, { name, count: changed });
      const undo = undoneBy[call];
      if (!undo || changed === 0) return words;
      const undone = t(`${undo}.done`, { name, count: changed });
      return <Undo call={undo} input={ids ? { ids } : input} undone={undone} words={words} />;
    },
    onDone: () => {
      setOpen(false);
      onDone?.();
    },
  });
  const act = (reason = "") => run({ ...input, reason });

  if (atOnce.has(call)) {
    return (
      <div className="grid gap-2">
        <Button busy={busy} look={look} onClick={() => act()}>
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
    isFinal: isFinal.has(call),
    onBack: () => setOpen(false),
  };
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
        {!open ? null : withReason.has(call) ? (
          <ReasonForm onReason={act}>
            {failure}
            <DialogActions {...actions} />
          </ReasonForm>
        ) : (
          <div className="grid gap-4">
            {failure}
            <DialogActions {...actions} onConfirm={() => act()} />
          </div>
        )}
      </Dialog>
    </>
  );
}
