"use client";

import { CheckedField, EntryForm } from "@sunchak/web/auth-form";
import { Link } from "@sunchak/web/link";
import { signInPath } from "@sunchak/web/return-path";
import { useTranslations } from "next-intl";
import { useEntryWords } from "./entry-words.ts";

/** Name, email and password; the new shopper is signed in at once. */
export function SignUpForm({ next, nameMax }: { next: string; nameMax: number }) {
  const t = useTranslations("Sign");
  const say = useEntryWords();
  return (
    <div className="grid gap-5">
      <EntryForm
        busy={t("up.busy")}
        call="sign-up/email"
        next={next}
        say={say}
        submit={t("up.submit")}
      >
        <CheckedField
          autoComplete="name"
          error={t("nameError")}
          id="name"
          label={t("name")}
          maxLength={nameMax}
          name="name"
          // Some character that shows.
          pattern=".*\S.*"
          required
        />
        <CheckedField
          autoComplete="email"
          error={t("emailError")}
          id="email"
          label={t("email")}
          name="email"
          required
          type="email"
        />
        <CheckedField
          autoComplete="new-password"
          error={t("newPasswordError")}
          hint={t("passwordHint")}
          id="password"
          label={t("password")}
          maxLength={128}
          minLength={8}
          name="password"
          required
          type="password"
        />
      </EntryForm>
      <p className="text-ink-muted">
        {t("up.other")}{" "}
        <Link
          className="inline-flex min-h-11 items-center font-semibold text-ink underline underline-offset-4"
          href={signInPath(next)}
          replace
        >
          {t("in.title")}
        </Link>
      </p>
    </div>
  );
}
