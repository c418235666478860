"use client";

import { Meter } from "@sunchak/ui/meter";
import { useTranslations } from "next-intl";
import type { LiveState } from "@/live/watch.ts";

interface CouponsLeftProps {
  left: number;
  total: number;
  /** Whether the number is so now. */
  live: LiveState;
  className?: string;
}

const words = { asking: "leftAsking", live: "left", lost: "leftLost" } as const;

/** How many coupons are left. */
export function CouponsLeft({ left, total, live, className }: CouponsLeftProps) {
  const t = useTranslations("Drop");
  return (
    <>
      <Meter label={t("meter")} max={total} value={left} {...(className && { className })} />
      <p className="font-semibold tabular-nums">{t(words[live], { left, total })}</p>
    </>
  );
}
