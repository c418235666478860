"use client";

import type { ReactNode } from "react";
import { useHeldStatus } from "./use-held-status.ts";

/**
 * A ticket that knows what became of the shopper's coupon. Everybody gets the same page, so its
 * parts follow the attribute `data-held`: a coupon's status.
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
    <article className={`group ${className}`} data-held={useHeldStatus(campaignId) ?? undefined}>
      {children}
    </article>
  );
}
