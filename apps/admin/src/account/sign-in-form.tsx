"use client";

import { EntryForm, NewPasswordFields, SignInFields } from "@sunchak/web/auth-form";
import { focus } from "@sunchak/web/focus";
import { useTranslations } from "next-intl";
import { useState } from "react";

/** Codes that tell nothing else than another does. */
const same: Record<string, string> = {
  UNAUTHENTICATED: "INVALID_EMAIL_OR_PASSWORD",
  VALIDATION_FAILED: "INVALID_EMAIL_OR_PASSWORD",
  INVALID_PASSWORD: "INVALID_EMAIL_OR_PASSWORD",
};

/** What means more where a new password was sent along. */
const renewing: Record<string, string> = {
  PASSWORD_TOO_WEAK: "STILL_TOO_WEAK",
  UNKNOWN: "MAYBE_RENEWED",
};

/** The new password is stored, and signing in is all that is left. */
const renewed = ["SIGN_IN_ANEW", "COOKIES_NEEDED"];

/**
 * Email and password of an admin; after them the page that asked for signing in. Whose password is
 * too weak for an admin sets another before they get in.
 */
export function SignInForm({ next, minLength }: { next: string; minLength: number }) {
  const t = useTranslations("SignIn");
  const [isWeak, setWeak] = useState(false);
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
      onRefused={(code) =>
        setWeak(code === "PASSWORD_TOO_WEAK" || (isWeak && !renewed.includes(code)))
      }
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
