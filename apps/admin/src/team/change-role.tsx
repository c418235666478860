"use client";

import { reasonText, type StaffMember, staffRoles } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { Select } from "@sunchak/ui/field";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { z } from "zod";
import { DialogActions } from "@/action/dialog-actions.tsx";
import { ReasonField } from "@/action/reason-field.tsx";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useTypedForm } from "@/form/use-typed-form.ts";
import { useTRPCClient } from "@/trpc/client.tsx";

/** Gives one of the staff another role. */
export function ChangeRole({ member }: { member: StaffMember }) {
  const t = useTranslations("Team");
  const common = useTranslations("Common");
  const { admin: api } = useTRPCClient();
  const [open, setOpen] = useState(false);
  const { run, busy, failure, clear } = useAdminChange({
    call: api.user.setRole.mutate,
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
        description={member.email}
        onClose={() => setOpen(false)}
        open={open}
        title={t("changeOne", { name: member.name })}
      >
        {open ? (
          <ChangeRoleForm member={member} onGiven={(given) => run({ id: member.id, ...given })}>
            {failure}
            <DialogActions
              back={common("cancel")}
              busy={busy}
              confirm={t("confirm")}
              onBack={() => setOpen(false)}
            />
          </ChangeRoleForm>
        ) : null}
      </Dialog>
    </>
  );
}

const fields = z.object({ role: z.enum(staffRoles), reason: reasonText });

interface ChangeRoleFormProps {
  member: StaffMember;
  onGiven(given: z.output<typeof fields>): void;
  children: ReactNode;
}

function ChangeRoleForm({ member, onGiven, children }: ChangeRoleFormProps) {
  const t = useTranslations("Team");
  const { register, isWrong, submitting } = useTypedForm(fields, { role: member.role, reason: "" });
  return (
    <form className="grid gap-4" {...submitting(onGiven)}>
      <Select {...register("role")} id="team-role" label={t("role")}>
        <RoleOptions />
      </Select>
      <ReasonField {...register("reason")} isWrong={isWrong("reason")} />
      {children}
    </form>
  );
}

/** The roles of the staff, to choose from. */
export function RoleOptions() {
  const roles = useTranslations("Roles");
  return staffRoles.map((role) => (
    <option key={role} value={role}>
      {roles(role)}
    </option>
  ));
}
