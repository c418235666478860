"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { TextField } from "@sunchak/ui/field";
import { useLocale } from "next-intl";
import {
  type ComponentProps,
  type FormEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useState,
} from "react";
import { RefusalWords } from "./code-words.tsx";
import { keepsCookies } from "./keeps-cookies.ts";
import { pathIn } from "./locales.ts";
import { type AuthCall, needsSession, sendToAuth, signsIn } from "./send-to-auth.ts";

interface AuthFormProps {
  call: AuthCall;
  /** The form stays busy, because what follows replaces it. */
  onDone(answer: unknown, sent: Record<string, string>): void;
  onRefused?(code: string): void;
  /** What the button says, and what it says while it waits. */
  submit: string;
  busy: string;
  /** Why the call was refused, in the page's language; NOT_REPEATED comes before any call. */
  say(code: string): string;
  /** The fields, each named as the auth API names it. */
  children: ReactNode;
}

/** Whether this browser has no session now: the session ended, or the browser got no new one. */
const hasEnded = (code: string) =>
  ["UNAUTHENTICATED", "SIGN_IN_ANEW", "COOKIES_NEEDED"].includes(code);

/** A form of the auth API. It sends passwords exactly as typed, spaces included. */
export function AuthForm({ call, onDone, onRefused, submit, busy, say, children }: AuthFormProps) {
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<ReactNode>(null);
  const [forgetful, setForgetful] = useState(false);
  const said = refusal ?? (forgetful ? say("COOKIES_NEEDED") : null);

  // Warn before the user types anything in vain.
  useEffect(() => setForgetful(signsIn(call) && !keepsCookies()), [call]);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending) return;
    const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [
      name,
      typeof value !== "string" ? "" : /password/i.test(name) ? value : value.trim(),
    ]);
    const { repeatedPassword, ...body } = Object.fromEntries(fields);
    if (
      repeatedPassword !== undefined &&
      repeatedPassword !== (body.newPassword ?? body.password)
    ) {
      setRefusal(say("NOT_REPEATED"));
      return;
    }
    setSending(true);
    setRefusal(null);
    const result = await sendToAuth(call, body);
    if (result.ok) return onDone(result.answer, body);
    setSending(false);
    setRefusal(
      <RefusalWords refusal={result} signedOut={needsSession(call) && hasEnded(result.code)}>
        {say(result.code)}
      </RefusalWords>,
    );
    onRefused?.(result.code);
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

/**
 * Signs in or up, then loads `next` afresh, so that no data of a visitor stays in memory. The next page
 * takes this one's place in the history: going back here would only lead a signed-in user on again.
 */
export function EntryForm({
  next,
  ...form
}: Omit<AuthFormProps, "onDone"> & {
  /** The path of the page to open next, without its language. */
  next: string;
}) {
  const locale = useLocale();
  return <AuthForm {...form} onDone={() => window.location.replace(pathIn(locale, next))} />;
}

/**
 * A field that shows `error` from the moment its form is not sent because of it until what is typed
 * will do. The first such field gets the focus.
 */
export function CheckedField({
  error,
  ...field
}: ComponentProps<typeof TextField> & { error: string }) {
  const [isWrong, setWrong] = useState(false);
  return (
    <TextField
      {...field}
      error={isWrong ? error : undefined}
      onInput={({ currentTarget }) => setWrong(isWrong && !currentTarget.validity.valid)}
      onInvalid={(event) => {
        // The browser's own words are in its language, which need not be the page's.
        event.preventDefault();
        setWrong(true);
        const { currentTarget } = event;
        if (currentTarget.form?.querySelector(":invalid") === currentTarget) currentTarget.focus();
      }}
    />
  );
}

/** Two fields for a new password; the API gets it once. */
export function NewPasswordFields({
  name = "newPassword",
  label,
  hint,
  again,
  againError,
  minLength,
  ref,
}: {
  name?: "newPassword" | "password";
  label: string;
  /** The rules; also what the first field's error says. */
  hint: string;
  again: string;
  againError: string;
  minLength: number;
  ref?: Ref<HTMLInputElement>;
}) {
  const shared = { autoComplete: "new-password", minLength, required: true, type: "password" };
  return (
    <>
      <CheckedField
        {...shared}
        error={hint}
        hint={hint}
        id="new-password"
        label={label}
        maxLength={128}
        name={name}
        ref={ref}
      />
      <CheckedField
        {...shared}
        error={againError}
        id="repeated-password"
        label={again}
        name="repeatedPassword"
      />
    </>
  );
}

/** A field for the password of the user who is signed in, for whose email the browser fills it. */
export function CurrentPasswordField({
  email,
  ...field
}: { email: string } & Pick<
  ComponentProps<typeof CheckedField>,
  "error" | "id" | "label" | "name" | "ref"
>) {
  return (
    <>
      <input autoComplete="username" hidden readOnly value={email} />
      <CheckedField {...field} autoComplete="current-password" required type="password" />
    </>
  );
}

/** The fields for someone with an account. */
export function SignInFields({
  email,
  emailError,
  password,
  passwordError,
}: {
  email: string;
  emailError: string;
  password: string;
  passwordError: string;
}) {
  return (
    <>
      <CheckedField
        autoComplete="email"
        error={emailError}
        id="email"
        label={email}
        name="email"
        required
        type="email"
      />
      <CheckedField
        autoComplete="current-password"
        error={passwordError}
        id="password"
        label={password}
        name="password"
        required
        type="password"
      />
    </>
  );
}
