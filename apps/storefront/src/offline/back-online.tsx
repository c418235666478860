"use client";

import { buttonClass } from "@sunchak/ui/button";
import { withoutLocale } from "@sunchak/web/locales";
import { type ReactNode, useEffect } from "react";

/** The empty address is that of the page which was asked for; this one is kept for all of them. */
const ASKED_FOR = "";

/** Whether the shop answers: browsers call themselves online a moment too early, or wrongly. */
const isShopThere = () =>
  fetch("/api/health", { cache: "no-store", signal: AbortSignal.timeout(12_000) }).then(
    () => true,
    () => false,
  );

/** Opens what the shopper asked for; of a page that is opened by its own address, the home page. */
async function openAgain() {
  if (!(await isShopThere())) return;
  const { pathname } = window.location;
  if (withoutLocale(pathname) === "/offline") {
    window.location.replace(pathname.replace(/\/offline$/, "") || "/");
  } else window.location.reload();
}

/** Opens the page again when the network is back, and at a press: that without a script, too. */
export function BackOnline({ children }: { children: ReactNode }) {
  useEffect(() => {
    window.addEventListener("online", openAgain);
    return () => window.removeEventListener("online", openAgain);
  }, []);
  return (
    <a className={buttonClass({ size: "large" })} href={ASKED_FOR}>
      {children}
    </a>
  );
}
