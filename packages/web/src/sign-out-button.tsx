"use client";

import { Button } from "@sunchak/ui/button";
import { useTranslations } from "next-intl";
import { useState } from "react";

interface SignOutButtonProps {
  home: string;
  className?: string;
  /** Signs out by `go`, unless the page has a reason to stay. */
  leave?(go: () => void): void;
}

/** Signs out, then loads the home page afresh, so that nothing of the account stays in memory. */
export function SignOutButton({ home, className, leave = (go) => go() }: SignOutButtonProps) {
  const t = useTranslations("Shell");
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function signOut() {
    setState("busy");
    const result = await import("./send-to-auth.ts")
      .then(({ sendToAuth }) => sendToAuth("sign-out", {}))
      .catch(() => null);
    if (result?.ok) window.location.assign(home);
    else setState("failed");
  }

  return (
    <>
      <Button
        busy={state === "busy"}
        className={className}
        look="quiet"
        onClick={() => leave(() => void signOut())}
        wide
      >
        {t("signOut")}
      </Button>
      <p className="px-3 text-negative text-sm" role="status">
        {state === "failed" ? t("signOutFailed") : ""}
      </p>
    </>
  );
}
