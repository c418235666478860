"use client";

import { Dialog } from "@sunchak/ui/dialog";
import { AuthForm, CurrentPasswordField } from "@sunchak/web/auth-form";
import { sayCode } from "@sunchak/web/code-words";
import { useTranslations } from "next-intl";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";

const AskContext = createContext<() => Promise<boolean>>(async () => false);

/** Asks the admin for their password; answers whether they gave it. */
export const useAskPassword = () => useContext(AskContext);

/**
 * Lets its children ask for the password. The question opens in front of the dialog where the
 * change began; that dialog stays as it is, and the change goes on afterwards.
 */
export function PasswordGate({ email, children }: { email: string; children: ReactNode }) {
  const t = useTranslations("PasswordGate");
  const common = useTranslations("Common");
  const waiting = useRef<((given: boolean) => void)[]>([]);
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  // The dialog opens in an effect of its own, and would put the focus on its close button.
  useEffect(() => {
    if (isOpen) input.current?.focus();
  }, [isOpen]);

  const ask = useCallback(() => {
    setOpen(true);
    return new Promise<boolean>((answer) => waiting.current.push(answer));
  }, []);

  function end(given: boolean) {
    setOpen(false);
    for (const answer of waiting.current.splice(0)) answer(given);
  }

  return (
    <AskContext value={ask}>
      {children}
      <Dialog
        closeLabel={common("close")}
        description={t("body")}
        onClose={() => end(false)}
        open={isOpen}
        title={t("title")}
      >
        {isOpen ? (
          <AuthForm
            busy={t("busy")}
            call="confirm-password"
            onDone={() => end(true)}
            say={sayCode(t)}
            submit={t("submit")}
          >
            <CurrentPasswordField
              email={email}
              error={t("passwordError")}
              id="confirmed-password"
              label={t("password")}
              name="password"
              ref={input}
            />
          </AuthForm>
        ) : null}
      </Dialog>
    </AskContext>
  );
}
