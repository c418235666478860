"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { TextField } from "@sunchak/ui/field";
import { useTranslations } from "next-intl";
import { Link } from "@/i18n/link.tsx";
import { useEntry } from "./use-entry.ts";

/** Email and password; after them the page that asked for signing in. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("Sign");
  const { submit, busy, code } = useEntry("sign-in/email", next);
  return (
    <form className="grid gap-5" method="post" onSubmit={submit}>
      <TextField
        autoComplete="email"
        id="email"
        label={t("email")}
        name="email"
        required
        type="email"
      />
      <TextField
        autoComplete="current-password"
        id="password"
        label={t("password")}
        name="password"
        required
        type="password"
      />
      <div aria-live="polite">
        {code ? <Alert tone="negative">{t(`codes.${code}`)}</Alert> : null}
      </div>
      <Button busy={busy} size="large" type="submit" wide>
        {busy ? t("in.busy") : t("in.submit")}
      </Button>
      <p className="text-ink-muted">
        {t("in.other")}{" "}
        <Link
          className="inline-flex min-h-11 items-center font-semibold text-ink underline underline-offset-4"
          href={next === "/" ? "/sign-up" : `/sign-up?next=${encodeURIComponent(next)}`}
        >
          {t("up.title")}
        </Link>
      </p>
    </form>
  );
}
