"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { TextField } from "@sunchak/ui/field";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { pathIn } from "@/i18n/locales.ts";
import { sendToAuth } from "./send.ts";

const known = ["INVALID_EMAIL_OR_PASSWORD", "BANNED_USER", "FORBIDDEN", "RATE_LIMITED"] as const;
const same: Record<string, (typeof known)[number]> = {
  UNAUTHENTICATED: "INVALID_EMAIL_OR_PASSWORD",
  VALIDATION_FAILED: "INVALID_EMAIL_OR_PASSWORD",
  INVALID_EMAIL: "INVALID_EMAIL_OR_PASSWORD",
};

/** Email and password of an admin; after them the page that asked for signing in. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("SignIn");
  const locale = useLocale();
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState<(typeof known)[number] | "UNKNOWN" | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setCode(null);
    const form = new FormData(event.currentTarget);
    const result = await sendToAuth("sign-in/email", {
      email: String(form.get("email")).trim(),
      password: String(form.get("password")),
    });
    if (result.ok) return window.location.assign(pathIn(locale, next));
    setBusy(false);
    setCode(same[result.code] ?? known.find((one) => one === result.code) ?? "UNKNOWN");
  }

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
        {busy ? t("busy") : t("submit")}
      </Button>
    </form>
  );
}
