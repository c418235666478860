import { useLocale } from "next-intl";
import { type FormEvent, useState } from "react";
import { pathIn } from "@/i18n/locales.ts";
import { sendToAuth } from "./send.ts";

/** What the shop has words for; anything else reads as "something went wrong". */
const known = [
  "INVALID_EMAIL_OR_PASSWORD",
  "USER_ALREADY_EXISTS",
  "INVALID_EMAIL",
  "PASSWORD_TOO_SHORT",
  "PASSWORD_TOO_LONG",
  "BANNED_USER",
  "RATE_LIMITED",
  "VALIDATION_FAILED",
  "UNKNOWN",
] as const;
export type EntryCode = (typeof known)[number];

/** The library has several names for one thing. */
const same: Record<string, EntryCode> = {
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "USER_ALREADY_EXISTS",
  UNAUTHENTICATED: "INVALID_EMAIL_OR_PASSWORD",
};

/** A form that signs in or up, then loads `next` afresh, with nothing of a visitor left in memory. */
export function useEntry(call: "sign-in/email" | "sign-up/email", next: string) {
  const locale = useLocale();
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState<EntryCode | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setCode(null);
    const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [
      name,
      typeof value !== "string" ? "" : name === "password" ? value : value.trim(),
    ]);
    const result = await sendToAuth(call, Object.fromEntries(fields));
    if (result.ok) {
      window.location.assign(pathIn(locale, next));
      return;
    }
    setBusy(false);
    const { code: answer } = result;
    setCode(same[answer] ?? known.find((one) => one === answer) ?? "UNKNOWN");
  }

  return { submit, busy, code };
}
