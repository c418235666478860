"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { TextField } from "@sunchak/ui/field";
import { useLocale } from "next-intl";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { keepsCookies } from "./browser-storage.ts";
import { pathIn } from "./locales.ts";
import { type EntryCall, sendToAuth } from "./send-to-auth.ts";

interface EntryFormProps {
  call: EntryCall;
  /** The page to go to from here, without its language. */
  next: string;
  /** What the button says, and what it says while it waits. */
  submit: string;
  busy: string;
  /** Why the call was refused, in the page's language. */
  say(code: string): string;
  /** The fields, each named as the auth API names it. */
  children: ReactNode;
}

/** Signs in or up, then loads `next` afresh, with nothing of a visitor left in memory. */
export function EntryForm({ call, next, submit, busy, say, children }: EntryFormProps) {
  const locale = useLocale();
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [forgetful, setForgetful] = useState(false);
  const said = refusal ?? (forgetful ? say("COOKIES_NEEDED") : null);

  // Told before anything is typed in vain.
  useEffect(() => setForgetful(!keepsCookies()), []);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setRefusal(null);
    const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [
      name,
      typeof value !== "string" ? "" : name === "password" ? value : value.trim(),
    ]);
    const result = await sendToAuth(call, Object.fromEntries(fields));
    if (result.ok) {
      window.location.assign(pathIn(locale, next));
      return;
    }
    setSending(false);
    setRefusal(say(result.code));
  }

  return (
    <form className="grid gap-5" method="post" onSubmit={send}>
      {children}
      <div aria-live="polite">{said ? <Alert tone="negative">{said}</Alert> : null}</div>
      <Button busy={sending} size="large" type="submit" wide>
        {sending ? busy : submit}
      </Button>
    </form>
  );
}

/** What someone with an account is asked for. */
export function SignInFields({ email, password }: { email: string; password: string }) {
  return (
    <>
      <TextField autoComplete="email" id="email" label={email} name="email" required type="email" />
      <TextField
        autoComplete="current-password"
        id="password"
        label={password}
        name="password"
        required
        type="password"
      />
    </>
  );
}
