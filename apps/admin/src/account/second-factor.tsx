"use client";

import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { AuthForm, CheckedField, CurrentPasswordField } from "@sunchak/web/auth-form";
import { sayCode } from "@sunchak/web/code-words";
import { focus } from "@sunchak/web/focus";
import { copyText } from "@sunchak/web/secure-features";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { encode } from "uqr";

/** What the form shows: nothing yet, a question, the secret to set up, or the codes to keep. */
type Step =
  | { name: "idle" | "begin" | "remove" | "recovery-codes" }
  | { name: "confirm"; secret: string; uri: string }
  | { name: "codes"; codes: string[] };

/** Turns the admin's second factor on and off, and makes new recovery codes. */
export function SecondFactor({ email, isOn }: { email: string; isOn: boolean }) {
  const t = useTranslations("SecondFactor");
  const router = useRouter();
  const [step, setStep] = useState<Step>({ name: "idle" });
  const leave = () => {
    setStep({ name: "idle" });
    router.refresh();
  };

  if (step.name === "codes") return <RecoveryCodes codes={step.codes} onKept={leave} />;
  if (step.name === "idle") {
    const choices = isOn ? (["recovery-codes", "remove"] as const) : (["begin"] as const);
    return (
      <div className="flex flex-wrap gap-2">
        {choices.map((name) => (
          <Button key={name} look={isOn ? "outline" : "solid"} onClick={() => setStep({ name })}>
            {t(`${name}.open`)}
          </Button>
        ))}
      </div>
    );
  }
  const onDone = (answer: unknown) => {
    const { secret, uri, recoveryCodes } = answer as {
      secret?: string;
      uri?: string;
      recoveryCodes?: string[];
    };
    if (secret && uri) setStep({ name: "confirm", secret, uri });
    else if (recoveryCodes) setStep({ name: "codes", codes: recoveryCodes });
    else leave();
  };
  return (
    <div className="grid max-w-md gap-5">
      {step.name === "confirm" ? <Setup secret={step.secret} uri={step.uri} /> : null}
      <AuthForm
        busy={t("busy")}
        call={`second-factor/${step.name}`}
        key={step.name}
        onDone={onDone}
        say={sayCode(t)}
        submit={t(`${step.name}.submit`)}
      >
        {step.name === "confirm" ? null : (
          <CurrentPasswordField
            email={email}
            error={t("passwordError")}
            id="factor-password"
            label={t("password")}
            name="password"
            ref={focus}
          />
        )}
        {step.name === "begin" ? null : (
          <CodeField
            error={t("codeError")}
            hint={t(step.name === "confirm" ? "firstCodeHint" : "codeHint")}
            label={t("code")}
            ref={step.name === "confirm" ? focus : undefined}
          />
        )}
      </AuthForm>
      <Button look="quiet" onClick={leave}>
        {t("cancel")}
      </Button>
    </div>
  );
}

/** A field for a code of the app, or for a recovery code. */
export const CodeField = (
  field: Pick<ComponentProps<typeof CheckedField>, "error" | "hint" | "label" | "ref">,
) => (
  <CheckedField
    {...field}
    autoCapitalize="characters"
    autoComplete="one-time-code"
    id="code"
    maxLength={40}
    name="code"
    required
    spellCheck={false}
  />
);

/** The secret for the app: to scan, and to type. */
function Setup({ secret, uri }: { secret: string; uri: string }) {
  const t = useTranslations("SecondFactor");
  const { size, data } = encode(uri, { border: 2 });
  const dark = data.flatMap((row, y) =>
    row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")),
  );
  return (
    <div className="grid gap-4">
      <p>{t("scan")}</p>
      <svg
        aria-label={t("qr")}
        className="w-52 rounded-control"
        role="img"
        shapeRendering="crispEdges"
        viewBox={`0 0 ${size} ${size}`}
      >
        <path d={`M0 0h${size}v${size}H0z`} fill="#fff" />
        <path d={dark.join("")} fill="#000" />
      </svg>
      <div>
        <p className="text-ink-muted text-sm">{t("type")}</p>
        <code className="break-all font-mono">{secret.replace(/.{4}(?=.)/g, "$& ")}</code>
      </div>
    </div>
  );
}

/** The recovery codes, shown this once. */
function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept(): void }) {
  const t = useTranslations("SecondFactor");
  const [isCopied, setCopied] = useState(false);
  const text = `${codes.join("\n")}\n`;
  return (
    <div className="grid max-w-md gap-4" ref={focus} tabIndex={-1}>
      <Alert role="status" title={t("codesTitle")} tone="positive">
        {t("codesBody")}
      </Alert>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-control bg-sunken p-4 font-mono tabular-nums">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button
          look="outline"
          onClick={() => {
            void copyText(text).then(setCopied);
          }}
        >
          {t(isCopied ? "copied" : "copy")}
        </Button>
        <Button
          look="outline"
          onClick={() => {
            const link = document.createElement("a");
            link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
            link.download = "sunchak-recovery-codes.txt";
            link.click();
            URL.revokeObjectURL(link.href);
          }}
        >
          {t("download")}
        </Button>
        <Button onClick={onKept}>{t("kept")}</Button>
      </div>
    </div>
  );
}
