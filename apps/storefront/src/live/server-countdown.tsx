"use client";

import { Countdown } from "@sunchak/ui/countdown";
import { useTranslations } from "next-intl";
import { useExactClock, useServerNow } from "./server-time.ts";

interface ServerCountdownProps {
  /** An ISO instant by the server's clock. */
  until: string;
  /** About when the page was made, as an ISO instant. */
  madeAt: string;
  /** What happens at its end. */
  kind: "opens" | "closes" | "pay";
  onEnd?: () => void;
  className?: string;
}

/** The time left by the server's clock, which the page reads itself. */
export function ServerCountdown({ until, madeAt, kind, onEnd, className }: ServerCountdownProps) {
  const t = useTranslations("Countdown");
  const now = useServerNow();
  useExactClock(until);
  return (
    <Countdown
      dayUnit={t("days")}
      label={t(kind)}
      madeAt={madeAt}
      now={now}
      says={{ oneMinute: t(`${kind}InMinute`), thirtySeconds: t(`${kind}InHalf`) }}
      until={until}
      {...(onEnd && { onEnd })}
      {...(className && { className })}
    />
  );
}
