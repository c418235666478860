"use client";

import { useRefresh } from "@sunchak/web/use-refresh";
import { useWaking } from "@sunchak/web/use-waking";
import { useEffect } from "react";

/** How old a page may be when its reader comes to it, in milliseconds. */
const OLD_MS = 2_000;

/** When this document first had each render, by both of its clocks. */
const firstHad = new Map<number, { ms: number; clock: number }>();

/**
 * Whether the browser may have taken the document from its own cache: by Back it asks no server,
 * however old its copy is.
 */
const isFromCache = ({ type, transferSize }: PerformanceNavigationTiming) =>
  type === "back_forward" || transferSize === 0;

/** When this render arrived: with the document, or by a soft navigation just now. */
function arrival() {
  const [document] = performance.getEntriesByType("navigation");
  let ms = performance.now();
  if (firstHad.size === 0 && document instanceof PerformanceNavigationTiming) {
    ms = isFromCache(document) ? Number.NEGATIVE_INFINITY : document.responseStart;
  }
  return { ms, clock: Date.now() - (performance.now() - ms) };
}

function ageOf(render: number): number {
  const had = firstHad.get(render) ?? arrival();
  firstHad.set(render, had);
  // The first stands still while the device sleeps, and somebody may set the second.
  return Math.max(performance.now() - had.ms, Date.now() - had.clock);
}

/** Whether the server has this page now; a page that is kept costs it nothing. */
const isAnswered = () =>
  fetch(window.location.href, {
    method: "HEAD",
    cache: "no-store",
    signal: AbortSignal.timeout(12_000),
  }).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * Reads a page anew when its reader comes to an old one: by Back, after a slow load, or when the tab
 * wakes.
 * @param rendered the server's time of the render, by which a render is recognised.
 */
export function FreshPage({ rendered }: { rendered: number }) {
  const refresh = useRefresh(isAnswered);
  useEffect(() => {
    if (ageOf(rendered) > OLD_MS) void refresh();
  }, [rendered, refresh]);
  useWaking(() => {
    if (ageOf(rendered) > OLD_MS) void refresh();
  });
  return null;
}
