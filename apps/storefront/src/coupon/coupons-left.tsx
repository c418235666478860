"use client";

import { Meter } from "@sunchak/ui/meter";
import { useTranslations } from "next-intl";

interface CouponsLeftProps {
  left: number;
  total: number;
  /** Whether the number may be old, because the shop cannot be reached. */
  isLost: boolean;
  className?: string;
}

/** How many coupons are left. */
export function CouponsLeft({ left, total, isLost, className }: CouponsLeftProps) {
  const t = useTranslations("Drop");
  return (
    <>
      <Meter label={t("meter")} max={total} value={left} {...(className && { className })} />
      <p className="font-semibold tabular-nums">
        {isLost ? t("leftLost", { left, total }) : t("left", { left, total })}
      </p>
    </>
  );
}
