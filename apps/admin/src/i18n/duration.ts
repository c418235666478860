import type { useTranslations } from "next-intl";

/** A duration, in its largest unit only. */
export function durationWords(
  t: ReturnType<typeof useTranslations<"Common">>,
  seconds: number,
): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return t("seconds", { count: whole });
  if (whole < 3_600) return t("minutes", { count: Math.floor(whole / 60) });
  if (whole < 172_800) return t("hours", { count: Math.floor(whole / 3_600) });
  return t("days", { count: Math.floor(whole / 86_400) });
}
