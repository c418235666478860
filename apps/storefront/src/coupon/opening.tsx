"use client";

import { useTranslations } from "next-intl";
import { ServerCountdown } from "@/live/server-countdown.tsx";
import { LAST_SECONDS } from "./use-last-minute.ts";

interface OpeningProps {
  isUpcoming: boolean;
  /** The seconds until the opening, in its last minute. */
  seconds: number | null;
  until: string;
  madeAt: string;
  onEnd: () => void;
}

/** The time until the campaign opens or closes; in the last minute before the opening, large. */
export function Opening({ isUpcoming, seconds, until, madeAt, onEnd }: OpeningProps) {
  const t = useTranslations("Drop");
  const isNear = seconds !== null;
  const size = isNear ? "text-7xl" : "text-5xl sm:text-6xl";
  const colour = isNear && seconds <= LAST_SECONDS ? "text-drop-text" : "";
  return (
    // As high as it ever gets, so that nothing below it moves.
    <div className="grid min-h-34 content-start">
      <p className="font-semibold">
        {t(isNear ? "opensSoon" : isUpcoming ? "opensIn" : "closesIn")}
      </p>
      <ServerCountdown
        className={`block font-bold tracking-tight transition-colors ${size} ${colour}`}
        key={isUpcoming ? "opens" : "closes"}
        kind={isUpcoming ? "opens" : "closes"}
        madeAt={madeAt}
        onEnd={onEnd}
        until={until}
      />
      {isNear ? <p className="mt-2 text-ink-muted">{t("waitHere")}</p> : null}
    </div>
  );
}
