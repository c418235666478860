"use client";

import { Countdown } from "@sunchak/ui/countdown";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";

interface DropCountdownProps {
  until: string;
  serverNow: string;
  kind: "opens" | "closes";
  className?: string;
}

/**
 * A countdown on a page that the server renders. It refreshes the page at its end, and when the
 * shopper comes back to the tab.
 */
export function DropCountdown({ until, serverNow, kind, className }: DropCountdownProps) {
  const t = useTranslations("Countdown");
  const router = useRouter();

  useEffect(() => {
    const resync = () => document.visibilityState === "visible" && router.refresh();
    document.addEventListener("visibilitychange", resync);
    return () => document.removeEventListener("visibilitychange", resync);
  }, [router]);

  return (
    <Countdown
      className={className ?? ""}
      dayUnit={t("days")}
      label={t(kind)}
      onEnd={() => router.refresh()}
      says={
        kind === "opens"
          ? { oneMinute: t("opensInMinute"), thirtySeconds: t("opensInHalf") }
          : { oneMinute: t("closesInMinute"), thirtySeconds: t("closesInHalf") }
      }
      serverNow={serverNow}
      until={until}
    />
  );
}
