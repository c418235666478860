"use client";

import { EntryForm, NewPasswordFields, SignInFields } from "@sunchak/web/auth-form";
import { focus } from "@sunchak/web/focus";
import { useTranslations } from "next-intl";
import { useState } from "react";

const known = [
  "INVALID_EMAIL_OR_PASSWORD",
  "BANNED_USER",
  "FORBIDDEN",
  "RATE_LIMITED",
  "PASSWORD_TOO_WEAK",
  "PASSWORD_TOO_LONG",
  "NOT_REPEATED",
  "COOKIES_NEEDED",
] as const;
const same: Record<string, (typeof known)[number]> = {
  UNAUTHENTICATED: "INVALID_EMAIL_OR_PASSWORD",
  VALIDATION_FAILED: "INVALID_EMAIL_OR_PASSWORD",
};

/**
 * Email and password of an admin; after them the page that asked for signing in. Whose password is
 * too weak for an admin sets another before they get in.
 */
export function SignInForm({ next, minLength }: { next: string; minLength: number }) {
  const t = useTranslations("SignIn");
  const [isWeak, setWeak] = useState(false);
  const say = (code: string) => {
    const one = same[code] ?? known.find((each) => each === code) ?? "UNKNOWN";
    return t(`codes.${one === "PASSWORD_TOO_WEAK" && isWeak ? "STILL_TOO_WEAK" : one}`);
  };
  return (
    <EntryForm
      busy={t("busy")}
      call={isWeak ? "renew-password" : "sign-in/email"}
      next={next}
      onRefused={(code) => setWeak(isWeak || code === "PASSWORD_TOO_WEAK")}
      say={say}
      submit={t(isWeak ? "renew" : "submit")}
    >
      <SignInFields email={t("email")} password={t("password")} />
      {isWeak ? (
        <NewPasswordFields
          again={t("again")}
          hint={t("newHint", { min: minLength })}
          label={t("new")}
          minLength={minLength}
          ref={focus}
        />
      ) : null}
    </EntryForm>
  );
}
