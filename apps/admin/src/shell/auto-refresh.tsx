"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect } from "react";

/** Reads the page's numbers again every `seconds` while the page is visible. */
export function AutoRefresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      // The numbers must not change behind an open dialog.
      if (document.hidden || document.querySelector("dialog[open]")) return;
      startTransition(() => router.refresh());
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [router, seconds]);
  return null;
}
