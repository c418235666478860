"use client";

import { useEffect } from "react";

/** Starts the service worker once the page has loaded and the browser has nothing else to do. */
export function RegisterWorker() {
  useEffect(() => {
    const begin = () => {
      // Where it is refused, as in a private window, the shop works without.
      const start = () =>
        void import("./register.ts").then(({ register }) => register()).catch(() => {});
      // Safari has no idle callback.
      if (window.requestIdleCallback) window.requestIdleCallback(start);
      else setTimeout(start, 1_000);
    };
    if (document.readyState === "complete") begin();
    else window.addEventListener("load", begin, { once: true });
    return () => window.removeEventListener("load", begin);
  }, []);
  return null;
}
