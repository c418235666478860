"use client";

import { useRefresh } from "@sunchak/web/use-refresh";
import { useEffect } from "react";
import { onWaking } from "@/live/on-waking.ts";
import { ServerCountdown } from "@/live/server-countdown.tsx";

interface DropCountdownProps {
  until: string;
  madeAt: string;
  kind: "opens" | "closes";
  className?: string;
}

/**
 * A countdown on a page that the server renders. It refreshes the page at its end, and when the
 * shopper comes back to the tab.
 */
export function DropCountdown(props: DropCountdownProps) {
  const refresh = useRefresh();
  useEffect(() => onWaking(refresh), [refresh]);
  return <ServerCountdown {...props} onEnd={refresh} />;
}
