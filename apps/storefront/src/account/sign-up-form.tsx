"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { TextField } from "@sunchak/ui/field";
import { useTranslations } from "next-intl";
import { Link } from "@/i18n/link.tsx";
import { signInPath } from "./return-path.ts";
import { useEntry } from "./use-entry.ts";

/** Name, email and password; the new shopper is signed in at once. */
export function SignUpForm({ next }: { next: string }) {
  const t = useTranslations("Sign");
  const { submit, busy, code } = useEntry("sign-up/email", next);
  return (
    <form className="grid gap-5" method="post" onSubmit={submit}>
      <TextField
        autoComplete="name"
        id="name"
        label={t("name")}
        maxLength={100}
        name="name"
        required
      />
      <TextField
        autoComplete="email"
        id="email"
        label={t("email")}
        name="email"
        required
        type="email"
      />
      <TextField
        autoComplete="new-password"
        hint={t("passwordHint")}
        id="password"
        label={t("password")}
        maxLength={128}
        minLength={8}
        name="password"
        required
        type="password"
      />
      <div aria-live="polite">
        {code ? <Alert tone="negative">{t(`codes.${code}`)}</Alert> : null}
      </div>
      <Button busy={busy} size="large" type="submit" wide>
        {busy ? t("up.busy") : t("up.submit")}
      </Button>
      <p className="text-ink-muted">
        {t("up.other")}{" "}
        <Link
          className="inline-flex min-h-11 items-center font-semibold text-ink underline underline-offset-4"
          href={signInPath(next)}
        >
          {t("in.title")}
        </Link>
      </p>
    </form>
  );
}
