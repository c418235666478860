"use client";

import { SignOutButton } from "@sunchak/web/sign-out-button";
import { useLeave } from "@/form/leave-guard.tsx";

/** Signs out; first asks about what is not saved. */
export function SignOut({ home }: { home: string }) {
  return <SignOutButton home={home} leave={useLeave()} />;
}
