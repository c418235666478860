"use client";

import { type LinkPurpose, linkToken, type StaffRole, USER_NAME_MAX } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Button, buttonClass } from "@sunchak/ui/button";
import { Skeleton } from "@sunchak/ui/skeleton";
import {
  AuthForm,
  CheckedField,
  CurrentPasswordField,
  NewPasswordFields,
} from "@sunchak/web/auth-form";
import { sayCode } from "@sunchak/web/code-words";
import { focus } from "@sunchak/web/focus";
import { Link } from "@sunchak/web/link";
import { pathIn } from "@sunchak/web/locales";
import { sendToAuth } from "@sunchak/web/send-to-auth";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";

/** What a link is for, as the API says it. */
interface Found {
  email: string;
  role: StaffRole | null;
  hasAccount: boolean;
}

/** Codes of a link that nobody can use any more, or not yet. */
const dead = ["LINK_UNKNOWN", "LINK_USED", "LINK_REVOKED", "LINK_EXPIRED"];

function onHashChange(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** The link that the address has behind its #, and what it is for once the API has said that. */
function useLink(purpose: LinkPurpose) {
  const token = useSyncExternalStore(
    onHashChange,
    () => window.location.hash.slice(1),
    () => null,
  );
  const [state, setState] = useState<{ found?: Found; code?: string }>({});
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (token === null) return;
    let isCurrent = true;
    setState({});
    void findLink(purpose, token).then((one) => {
      if (isCurrent) setState(one);
    });
    return () => {
      isCurrent = false;
    };
  }, [purpose, token]);
  /** A form may find out that the link has died meanwhile. */
  const onRefused = (code: string) => {
    if (dead.includes(code)) setState({ code });
  };
  return { token: token ?? "", ...state, onRefused, isDone, setDone };
}

async function findLink(purpose: LinkPurpose, token: string) {
  if (!linkToken.safeParse(token).success) return { code: "LINK_UNKNOWN" };
  const result = await sendToAuth("link/find", { purpose, token });
  return result.ok ? { found: result.answer as Found } : { code: result.code };
}

/** Lets who was invited join the staff, with a new account or with theirs. */
export function AcceptForm({ minLength }: { minLength: number }) {
  const t = useTranslations("Invitation");
  const [words, roles] = [useTranslations("SignIn"), useTranslations("Roles")];
  const locale = useLocale();
  const { token, found, code, onRefused, isDone, setDone } = useLink("INVITATION");

  /** Signs in; whoever needs more than the password for that does it on the page for it. */
  async function enter(email: string, password: string) {
    const entered = await sendToAuth("sign-in/email", { email, password });
    if (entered.ok) window.location.replace(pathIn(locale, "/"));
    else setDone(true);
  }

  if (isDone) return <Done body={t("doneBody")} signIn={t("signIn")} title={t("done")} />;
  if (code !== undefined) {
    return (
      <Unusable
        action={<WayOn href="/sign-in">{t("signIn")}</WayOn>}
        code={code}
        retry={t("retry")}
      >
        {sayCode(t)(code)}
      </Unusable>
    );
  }
  if (!found) return <Skeleton className="h-48" />;
  const { email, role, hasAccount } = found;
  return (
    <>
      <p>{t(hasAccount ? "join" : "begin", { role: roles(role ?? "viewer"), email })}</p>
      <AuthForm
        busy={t("busy")}
        call="link/accept"
        onDone={(_, sent) => void enter(email, sent.password ?? "")}
        onRefused={onRefused}
        say={sayCode(t)}
        submit={t("submit")}
      >
        <input name="token" type="hidden" value={token} />
        {hasAccount ? (
          <CurrentPasswordField
            email={email}
            error={words("passwordError")}
            id="password"
            label={t("password")}
            name="password"
          />
        ) : (
          <>
            <input autoComplete="username" hidden readOnly value={email} />
            <CheckedField
              autoComplete="name"
              error={t("nameError")}
              id="name"
              label={t("name")}
              maxLength={USER_NAME_MAX}
              name="name"
              required
            />
            <NewPasswordFields
              again={words("again")}
              againError={words("againError")}
              hint={words("newHint", { min: minLength })}
              label={words("new")}
              minLength={minLength}
              name="password"
            />
          </>
        )}
      </AuthForm>
    </>
  );
}

/** Lets who forgot their password set a new one. */
export function ResetForm({ minLength }: { minLength: number }) {
  const t = useTranslations("ResetPassword");
  const words = useTranslations("SignIn");
  const { token, found, code, onRefused, isDone, setDone } = useLink("PASSWORD");
  if (isDone) return <Done body={t("doneBody")} signIn={t("signIn")} title={t("done")} />;
  if (code !== undefined) {
    return (
      <Unusable
        action={<WayOn href="/forgot-password">{t("again")}</WayOn>}
        code={code}
        retry={t("retry")}
      >
        {sayCode(t)(code)}
      </Unusable>
    );
  }
  if (!found) return <Skeleton className="h-48" />;
  return (
    <>
      <p>{t("lead", { email: found.email })}</p>
      <AuthForm
        busy={t("busy")}
        call="link/reset-password"
        onDone={() => setDone(true)}
        onRefused={onRefused}
        say={sayCode(t)}
        submit={t("submit")}
      >
        <input name="token" type="hidden" value={token} />
        <input autoComplete="username" hidden readOnly value={found.email} />
        <NewPasswordFields
          again={words("again")}
          againError={words("againError")}
          hint={words("newHint", { min: minLength })}
          label={words("new")}
          minLength={minLength}
        />
      </AuthForm>
    </>
  );
}

const WayOn = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link className={buttonClass({ look: "outline" })} href={href} prefetch={false}>
    {children}
  </Link>
);

/** Says that what the link was for is done. */
const Done = ({ title, body, signIn }: { title: string; body: string; signIn: string }) => (
  <div className="grid gap-6" ref={focus} tabIndex={-1}>
    <Alert role="status" title={title} tone="positive">
      {body}
    </Alert>
    <Link className={buttonClass({ wide: true, size: "large" })} href="/sign-in" prefetch={false}>
      {signIn}
    </Link>
  </div>
);

interface UnusableProps {
  code: string;
  /** The way on from a link that is dead. */
  action: ReactNode;
  /** The words of the button that asks for the link again. */
  retry: string;
  children: ReactNode;
}

/** Says why the link can't be used, and shows a way on. */
const Unusable = ({ code, action, retry, children }: UnusableProps) => (
  <div ref={focus} tabIndex={-1}>
    <Alert
      action={
        dead.includes(code) ? (
          action
        ) : (
          <Button look="outline" onClick={() => window.location.reload()}>
            {retry}
          </Button>
        )
      }
      role="alert"
      tone="caution"
    >
      {children}
    </Alert>
  </div>
);
