"use client";

import { type BrokenRowView, type RepairDoubt, repairDoubts } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { refusalOf } from "@sunchak/web/refusal";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DialogActions } from "@/action/dialog-actions.tsx";
import { ReasonForm } from "@/action/reason-form.tsx";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useTRPCClient } from "@/trpc/client.tsx";

const doubtIn = (error: unknown): RepairDoubt | undefined => {
  const refusal = refusalOf(error);
  return repairDoubts.find((doubt) => doubt === refusal?.details.why);
};

/**
 * Repairs a broken row, with a reason. When the records do not show which side is wrong, it says how
 * to find out.
 */
export function Repair({ row: { kind, subjectId }, name }: { row: BrokenRowView; name: string }) {
  const { admin: api } = useTRPCClient();
  const t = useTranslations("Invariants");
  const common = useTranslations("Common");
  const [open, setOpen] = useState(false);
  const [doubt, setDoubt] = useState<RepairDoubt | null>(null);
  const { run, busy, failure, isUnknown, clear } = useAdminChange({
    call: api.invariant.repair.mutate,
    done: () => t("repaired", { name }),
    onDone: () => setOpen(false),
    onRefused(error) {
      const found = doubtIn(error);
      if (!found) return false;
      setDoubt(found);
      setOpen(false);
      return true;
    },
  });
  return (
    <div className="grid justify-items-start gap-3">
      {doubt ? (
        <Alert role="status" title={t("unsure")} tone="caution">
          {t(`doubts.${doubt}`)}
        </Alert>
      ) : null}
      <Button
        look="outline"
        onClick={() => {
          // What nobody knows yet is found out first.
          if (!busy && !isUnknown) clear();
          setDoubt(null);
          setOpen(true);
        }}
      >
        {t("repair")}
      </Button>
      <Dialog
        closeLabel={common("close")}
        description={t("repairBody")}
        onClose={() => setOpen(false)}
        open={open}
        title={t("repairTitle", { name })}
      >
        {open ? (
          <ReasonForm onReason={(reason) => run({ kind, subjectId, reason })}>
            {failure}
            <DialogActions
              back={common("cancel")}
              busy={busy}
              confirm={t("repair")}
              onBack={() => setOpen(false)}
            />
          </ReasonForm>
        ) : null}
      </Dialog>
    </div>
  );
}
