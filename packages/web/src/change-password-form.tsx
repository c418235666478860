"use client";

import { Alert } from "@sunchak/ui/alert";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AuthForm, CurrentPasswordField, NewPasswordFields } from "./auth-form.tsx";
import { sayCode } from "./code-words.tsx";
import { focus } from "./focus.ts";

/** Changes the signed-in user's password; they stay signed in here, and nowhere else. */
export function ChangePasswordForm({
  email,
  minLength,
  hint,
}: {
  email: string;
  minLength: number;
  /** The rules for the new password. */
  hint: string;
}) {
  const t = useTranslations("Password");
  const [changes, setChanges] = useState(0);
  const [isDone, setDone] = useState(false);
  return (
    <div className="grid gap-5">
      {isDone ? (
        <div key={changes} ref={focus} tabIndex={-1}>
          <Alert role="status" title={t("done")} tone="positive">
            {t("doneBody")}
          </Alert>
        </div>
      ) : null}
      <AuthForm
        busy={t("busy")}
        call="change-password"
        // A new form, with empty fields.
        key={changes}
        onDone={() => {
          setChanges(changes + 1);
          setDone(true);
        }}
        onRefused={() => setDone(false)}
        say={sayCode(t)}
        submit={t("submit")}
      >
        <CurrentPasswordField
          email={email}
          error={t("currentError")}
          id="current-password"
          label={t("current")}
          name="currentPassword"
        />
        <NewPasswordFields
          again={t("again")}
          againError={t("againError")}
          hint={hint}
          label={t("new")}
          minLength={minLength}
        />
      </AuthForm>
    </div>
  );
}
