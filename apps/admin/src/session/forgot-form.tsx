"use client";

import { Alert } from "@sunchak/ui/alert";
import { AuthForm, CheckedField } from "@sunchak/web/auth-form";
import { sayCode } from "@sunchak/web/code-words";
import { focus } from "@sunchak/web/focus";
import { languages } from "@sunchak/web/locales";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

/** Asks for a link for a new password. The answer doesn't tell whether anybody has the email. */
export function ForgotForm() {
  const t = useTranslations("Forgot");
  const { content } = languages[useLocale()];
  const [isAsked, setAsked] = useState(false);
  if (isAsked) {
    return (
      <div ref={focus} tabIndex={-1}>
        <Alert role="status" title={t("asked")} tone="info">
          {t("askedBody")}
        </Alert>
      </div>
    );
  }
  return (
    <AuthForm
      busy={t("busy")}
      call="forgot-password"
      onDone={() => setAsked(true)}
      say={sayCode(t)}
      submit={t("submit")}
    >
      <input name="language" type="hidden" value={content} />
      <CheckedField
        autoComplete="email"
        error={t("emailError")}
        id="email"
        label={t("email")}
        name="email"
        required
        type="email"
      />
    </AuthForm>
  );
}
