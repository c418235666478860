"use client";

import { alertKinds } from "@sunchak/core/schema";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useAlerts } from "./use-alerts.ts";

/** How many alerts there are: a mark on the menu's button, and a number in the tab's title. */
export function AlertCount() {
  const t = useTranslations("Alerts");
  const alerts = useAlerts();
  const count = alerts.length;

  useEffect(() => {
    const mark = () => {
      const plain = document.title.replace(/^\(\d+\) /, "");
      const title = count > 0 ? `(${count}) ${plain}` : plain;
      if (document.title !== title) document.title = title;
    };
    mark();
    // Each page that opens sets a title of its own.
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);

  if (count === 0) return null;
  const isNegative = alerts.some(({ kind }) => alertKinds[kind].tone === "negative");
  return (
    <span
      className={clsx(
        "absolute top-1 right-0.5 grid h-5 min-w-5 place-items-center rounded-full px-1 font-semibold text-xs tabular-nums",
        isNegative ? "bg-negative text-canvas" : "bg-caution text-canvas",
      )}
    >
      <span className="sr-only">{t("count", { count })}</span>
      <span aria-hidden="true">{count}</span>
    </span>
  );
}
