"use client";

import {
  emailAddress,
  reasonText,
  type StaffMember,
  type StaffRole,
  staffRoles,
} from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { Select, TextField } from "@sunchak/ui/field";
import { TextArea } from "@sunchak/ui/text-area";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { z } from "zod";
import { DialogActions } from "@/action/dialog-actions.tsx";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useTypedForm } from "@/form/use-typed-form.ts";
import { useTRPCClient } from "@/trpc/client.tsx";

/** Gives one of the staff another role, or a first one to whoever has an account with an email. */
export function GiveRole({ member }: { member?: StaffMember }) {
  const t = useTranslations("Team");
  const common = useTranslations("Common");
  const { admin: api } = useTRPCClient();
  const [open, setOpen] = useState(false);
  const [unknown, setUnknown] = useState<string | null>(null);
  const { run, busy, failure, clear } = useAdminChange({
    call: api.user.setRole.mutate,
    done: () => t("done"),
    onDone: () => setOpen(false),
  });

  async function give({ email, role, reason }: Fields) {
    const found = member ?? (await findByEmail(email));
    setUnknown(found ? null : email);
    if (found) run({ id: found.id, role, reason });
  }

  async function findByEmail(email: string) {
    const { items } = await api.user.list.query({ q: email, size: 100 });
    return items.find((user) => user.email === email.toLowerCase());
  }

  return (
    <>
      <Button
        aria-label={member ? t("changeOne", { name: member.name }) : undefined}
        look={member ? "outline" : "solid"}
        onClick={() => {
          clear();
          setUnknown(null);
          setOpen(true);
        }}
      >
        {t(member ? "change" : "add")}
      </Button>
      <Dialog
        closeLabel={common("close")}
        description={member ? member.email : t("addBody")}
        onClose={() => setOpen(false)}
        open={open}
        title={member ? t("changeOne", { name: member.name }) : t("add")}
      >
        {open ? (
          <GiveRoleForm member={member} onGiven={give}>
            {unknown === null ? failure : <Alert tone="negative">{t("unknown")}</Alert>}
            <DialogActions
              back={common("cancel")}
              busy={busy}
              confirm={t("confirm")}
              onBack={() => setOpen(false)}
            />
          </GiveRoleForm>
        ) : null}
      </Dialog>
    </>
  );
}

const fields = z.object({
  email: emailAddress,
  role: z.enum(staffRoles),
  reason: reasonText,
});
type Fields = z.output<typeof fields>;

interface GiveRoleFormProps {
  member: StaffMember | undefined;
  onGiven(fields: Fields): void;
  children: ReactNode;
}

function GiveRoleForm({ member, onGiven, children }: GiveRoleFormProps) {
  const [t, roles] = [useTranslations("Team"), useTranslations("Roles")];
  const common = useTranslations("Common");
  const { register, isWrong, submitting } = useTypedForm(fields, {
    email: member?.email ?? "",
    role: member?.role ?? ("viewer" satisfies StaffRole),
    reason: "",
  });
  return (
    <form className="grid gap-4" {...submitting(onGiven)}>
      {member ? null : (
        <TextField
          {...register("email")}
          autoComplete="off"
          error={isWrong("email") ? t("emailWrong") : undefined}
          id="team-email"
          inputMode="email"
          label={t("email")}
        />
      )}
      <Select {...register("role")} id="team-role" label={t("role")}>
        {staffRoles.map((role) => (
          <option key={role} value={role}>
            {roles(role)}
          </option>
        ))}
      </Select>
      <TextArea
        {...register("reason")}
        error={isWrong("reason") ? common("reasonWrong") : undefined}
        hint={common("reasonHint")}
        id="team-reason"
        label={common("reason")}
        maxLength={500}
      />
      {children}
    </form>
  );
}
