"use client";

import { useLinkStatus } from "next/link";

/**
 * Marks a link while its page loads; the theme then draws a line along the window's edge. Pages are
 * not streamed, because only then can the response still be a 404 or a redirect. (A report of
 * the admin app comes after its page, which is neither.)
 */
export function Pending() {
  const { pending } = useLinkStatus();
  return pending ? <span data-pending hidden /> : null;
}
