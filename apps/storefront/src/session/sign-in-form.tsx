"use client";

import { EntryForm, SignInFields } from "@sunchak/web/auth-form";
import { Link } from "@sunchak/web/link";
import { signUpPath } from "@sunchak/web/return-path";
import { useTranslations } from "next-intl";
import { useEntryWords } from "./entry-words.ts";

/** Email and password; then the page that asked for signing in opens. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("Sign");
  const say = useEntryWords();
  return (
    <div className="grid gap-5">
      <EntryForm
        busy={t("in.busy")}
        call="sign-in/email"
        next={next}
        say={say}
        submit={t("in.submit")}
      >
        <SignInFields
          email={t("email")}
          emailError={t("emailError")}
          password={t("password")}
          passwordError={t("passwordError")}
        />
      </EntryForm>
      <p className="text-ink-muted">
        {t("in.other")}{" "}
        <Link
          className="inline-flex min-h-11 items-center font-semibold text-ink underline underline-offset-4"
          href={signUpPath(next)}
          replace
        >
          {t("up.title")}
        </Link>
      </p>
    </div>
  );
}
