"use client";

import { EntryForm, SignInFields } from "@sunchak/web/entry-form";
import { useTranslations } from "next-intl";

const known = [
  "INVALID_EMAIL_OR_PASSWORD",
  "BANNED_USER",
  "FORBIDDEN",
  "RATE_LIMITED",
  "COOKIES_NEEDED",
] as const;
const same: Record<string, (typeof known)[number]> = {
  UNAUTHENTICATED: "INVALID_EMAIL_OR_PASSWORD",
  VALIDATION_FAILED: "INVALID_EMAIL_OR_PASSWORD",
  INVALID_EMAIL: "INVALID_EMAIL_OR_PASSWORD",
};

/** Email and password of an admin; after them the page that asked for signing in. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("SignIn");
  const say = (code: string) =>
    t(`codes.${same[code] ?? known.find((one) => one === code) ?? "UNKNOWN"}`);
  return (
    <EntryForm busy={t("busy")} call="sign-in/email" next={next} say={say} submit={t("submit")}>
      <SignInFields email={t("email")} password={t("password")} />
    </EntryForm>
  );
}
