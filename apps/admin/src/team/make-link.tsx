"use client";

import {
  inviteInput,
  type LinkPurpose,
  linkAt,
  newLinkToken,
  type StaffMember,
  type StaffRole,
} from "@sunchak/core/schema";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { Dialog } from "@sunchak/ui/dialog";
import { Select, TextField } from "@sunchak/ui/field";
import { focus } from "@sunchak/web/focus";
import { languages } from "@sunchak/web/locales";
import { copyText } from "@sunchak/web/secure-features";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import type { z } from "zod";
import { DialogActions } from "@/action/dialog-actions.tsx";
import { ReasonField } from "@/action/reason-field.tsx";
import { ReasonForm } from "@/action/reason-form.tsx";
import { useAdminChange } from "@/action/use-admin-change.tsx";
import { useTypedForm } from "@/form/use-typed-form.ts";
import { useTRPCClient } from "@/trpc/client.tsx";
import { RoleOptions } from "./change-role.tsx";

/** Invites somebody to the staff. */
export function Invite() {
  const { admin: api } = useTRPCClient();
  const language = languages[useLocale()].content;
  return (
    <MakeLink
      call={(given: Keyed<Invitee>) => api.team.invite.mutate({ ...given, language })}
      form={(make, actions) => <InviteForm onGiven={make}>{actions}</InviteForm>}
      look="solid"
      purpose="INVITATION"
    />
  );
}

/** Makes a link for a new password of one of the staff. */
export function ResetLink({ member: { id, name } }: { member: StaffMember }) {
  const { admin: api } = useTRPCClient();
  return (
    <MakeLink
      call={(given: Keyed<{ reason: string }>) => api.team.makeResetLink.mutate({ ...given, id })}
      form={(make, actions) => (
        <ReasonForm onReason={(reason) => make({ reason })}>{actions}</ReasonForm>
      )}
      look="outline"
      name={name}
      purpose="PASSWORD"
    />
  );
}

type Keyed<Given> = Given & { token: string; idempotencyKey: string };

interface MakeLinkProps<Given> {
  purpose: LinkPurpose;
  /** Whom it is for, if they have a name yet. */
  name?: string;
  look: "solid" | "outline";
  call(given: Keyed<Given>): Promise<{ expiresAt: string; isMailed?: boolean }>;
  form(make: (given: Given) => void, actions: ReactNode): ReactNode;
}

/** A button for a dialog that makes a link, and then shows it, this once. */
function MakeLink<Given extends object>({
  purpose,
  name = "",
  look,
  call,
  form,
}: MakeLinkProps<Given>) {
  const t = useTranslations("MakeLink");
  const common = useTranslations("Common");
  const language = languages[useLocale()].content;
  const [open, setOpen] = useState(false);
  const token = useRef("");
  const [made, setMade] = useState<{ link: string; isMailed: boolean } | null>(null);
  const { run, busy, failure, isUnknown, clear } = useAdminChange({
    call,
    onDone: ({ isMailed = false }) =>
      setMade({
        link: linkAt(window.location.origin, { purpose, language, token: token.current }),
        isMailed,
      }),
  });
  const close = () => setOpen(false);
  return (
    <>
      <Button
        look={look}
        onClick={() => {
          // What nobody knows yet is found out first.
          if (!busy && !isUnknown) {
            token.current = newLinkToken();
            setMade(null);
            clear();
          }
          setOpen(true);
        }}
      >
        {t(`${purpose}.open`)}
      </Button>
      <Dialog
        closeLabel={common("close")}
        description={made ? undefined : t(`${purpose}.body`)}
        onClose={close}
        open={open}
        title={t(made ? `${purpose}.made` : `${purpose}.title`, { name })}
      >
        {!open ? null : made ? (
          <MadeLink {...made} onClose={close} purpose={purpose} />
        ) : (
          form(
            // TypeScript does not see that this is the whole input without its key.
            (given) => run({ ...given, token: token.current } as Parameters<typeof run>[0]),
            <>
              {failure}
              <DialogActions
                back={common("cancel")}
                busy={busy}
                confirm={t(`${purpose}.confirm`)}
                onBack={close}
              />
            </>,
          )
        )}
      </Dialog>
    </>
  );
}

interface MadeLinkProps {
  purpose: LinkPurpose;
  link: string;
  isMailed: boolean;
  onClose(): void;
}

function MadeLink({ purpose, link, isMailed, onClose }: MadeLinkProps) {
  const t = useTranslations("MakeLink");
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="grid gap-4">
      <Alert role="status" tone="caution">
        {t("once")}
      </Alert>
      <TextField
        hint={t(`${purpose}.lasts`)}
        id="made-link"
        label={t("link")}
        onFocus={({ currentTarget }) => currentTarget.select()}
        readOnly
        ref={focus}
        value={link}
      />
      {purpose === "INVITATION" ? <p>{t(isMailed ? "mailed" : "notMailed")}</p> : null}
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t("close")}
        </Button>
        <Button
          onClick={() => {
            void copyText(link).then(setCopied);
          }}
        >
          {t(isCopied ? "copied" : "copy")}
        </Button>
      </div>
    </div>
  );
}

const invitee = inviteInput.pick({ email: true, role: true, reason: true });
type Invitee = z.output<typeof invitee>;

function InviteForm({ onGiven, children }: { onGiven(given: Invitee): void; children: ReactNode }) {
  const t = useTranslations("Team");
  const { register, isWrong, submitting } = useTypedForm(invitee, {
    email: "",
    role: "viewer" satisfies StaffRole,
    reason: "",
  });
  return (
    <form className="grid gap-4" {...submitting(onGiven)}>
      <TextField
        {...register("email")}
        autoComplete="off"
        error={isWrong("email") ? t("emailWrong") : undefined}
        id="team-email"
        inputMode="email"
        label={t("email")}
      />
      <Select {...register("role")} id="team-role" label={t("role")}>
        <RoleOptions />
      </Select>
      <ReasonField {...register("reason")} isWrong={isWrong("reason")} />
      {children}
    </form>
  );
}
