"use client";

import type { ReactNode } from "react";
import { useWon } from "./use-won.ts";

/**
 * A ticket that knows whether the shopper has its coupon. Everybody gets the same page, so its
 * parts follow the attribute `data-won`, by `group-data-won:`.
 */
export function TicketCard({
  campaignId,
  className,
  children,
}: {
  campaignId: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <article className={`group ${className}`} data-won={useWon(campaignId) || undefined}>
      {children}
    </article>
  );
}
