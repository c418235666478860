"use client";

import { useLinkStatus } from "next/link";

/**
 * Marks a link whose page is on its way; the theme then draws a line along the window's edge.
 * Pages come whole, for only then can their answer be a 404 or lead elsewhere.
 */
export function Pending() {
  const { pending } = useLinkStatus();
  return pending ? <span data-pending hidden /> : null;
}
