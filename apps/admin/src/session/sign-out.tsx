"use client";

import { SignOutButton } from "@sunchak/web/sign-out-button";
import { useLeave } from "@/form/leave-guard.tsx";
import { dropRecent } from "@/shell/recent.ts";

/** Signs out; first asks about what is not saved. The tab forgets what was opened in it. */
export function SignOut({ home }: { home: string }) {
  const leave = useLeave();
  const forget = (go: () => void) => {
    dropRecent();
    go();
  };
  return (
    <SignOutButton className="justify-start!" home={home} leave={(go) => leave(() => forget(go))} />
  );
}
