"use client";

import { EntryForm, NewPasswordFields, SignInFields } from "@sunchak/web/auth-form";
import { focus } from "@sunchak/web/focus";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CodeField } from "@/account/second-factor.tsx";

/** Codes that mean the same as another code. */
const same: Record<string, string> = {
  UNAUTHENTICATED: "INVALID_EMAIL_OR_PASSWORD",
  VALIDATION_FAILED: "INVALID_EMAIL_OR_PASSWORD",
  INVALID_PASSWORD: "INVALID_EMAIL_OR_PASSWORD",
};

/** Codes that mean more when the call also sent a new password. */
const renewing: Record<string, string> = {
  PASSWORD_TOO_WEAK: "STILL_TOO_WEAK",
  UNKNOWN: "MAYBE_RENEWED",
};

/** Codes that mean: the new password is stored, and only signing in is left. */
const renewed = ["SIGN_IN_ANEW", "COOKIES_NEEDED"];

/**
 * Email and password of an admin; then the page that asked for signing in opens. An admin whose
 * password is too weak sets another before they get in.
 */
export function SignInForm({ next, minLength }: { next: string; minLength: number }) {
  const t = useTranslations("SignIn");
  const [isWeak, setWeak] = useState(false);
  const [needsCode, setNeedsCode] = useState(false);
  const say = (code: string) => {
    const wordsOf = (one: string) => `codes.${one}` as "codes.UNKNOWN";
    const one = same[code] ?? code;
    const known = t.has(wordsOf(one)) ? one : "UNKNOWN";
    const words = t(wordsOf((isWeak && renewing[known]) || known));
    return isWeak && code === "COOKIES_NEEDED" ? `${t("codes.SIGN_IN_ANEW")} ${words}` : words;
  };
  return (
    <EntryForm
      busy={t("busy")}
      call={isWeak ? "renew-password" : "sign-in/email"}
      next={next}
      onRefused={(code) => {
        setWeak(code === "PASSWORD_TOO_WEAK" || (isWeak && !renewed.includes(code)));
        setNeedsCode(needsCode || code === "SECOND_FACTOR_REQUIRED");
      }}
      say={say}
      submit={t(isWeak ? "renew" : "submit")}
    >
      <SignInFields
        email={t("email")}
        emailError={t("emailError")}
        password={t("password")}
        passwordError={t("passwordError")}
      />
      {isWeak ? (
        <NewPasswordFields
          again={t("again")}
          againError={t("againError")}
          hint={t("newHint", { min: minLength })}
          label={t("new")}
          minLength={minLength}
          ref={focus}
        />
      ) : null}
      {needsCode ? (
        <CodeField
          error={t("codeError")}
          hint={t("codeHint")}
          label={t("code")}
          ref={isWeak ? undefined : focus}
        />
      ) : null}
    </EntryForm>
  );
}
