"use client";

import { buttonClass } from "@sunchak/ui/button";
import { Link } from "@sunchak/web/link";
import { signInPath } from "@sunchak/web/return-path";
import { useHere } from "@sunchak/web/use-here";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useWishOutcome } from "./use-wishes.ts";
import type { WishOutcome } from "./wish-store.ts";

/** Long enough to read a line twice, in milliseconds. */
const SHOWN_MS = 6_000;

/** Says what the last press on a heart came to, for all hearts of the page. */
export function WishNotice() {
  const t = useTranslations("Wish");
  const failure = useTranslations("Failure");
  const here = useHere();
  const outcome = useWishOutcome();
  const [over, setOver] = useState<WishOutcome | null>(null);
  const said = outcome === over ? null : outcome;

  useEffect(() => {
    if (!outcome?.done) return;
    const timer = setTimeout(() => setOver(outcome), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const failed = {
    OFFLINE: t("codes.OFFLINE"),
    UNAUTHENTICATED: t("codes.UNAUTHENTICATED"),
    NOT_FOUND: t("codes.NOT_FOUND"),
    VALIDATION_FAILED: t("codes.VALIDATION_FAILED"),
    UNKNOWN: t("codes.UNKNOWN"),
  };
  const why = said && !said.done ? (said.why ?? "UNKNOWN") : null;
  const link = (href: string, words: string) => (
    <Link
      className="inline-flex min-h-11 shrink-0 items-center font-semibold underline underline-offset-4"
      href={href}
    >
      {words}
    </Link>
  );
  return (
    <div
      className="pointer-events-none fixed inset-x-4 bottom-24 z-40 grid justify-items-center lg:bottom-6"
      role="status"
    >
      {said ? (
        <p className="pointer-events-auto flex max-w-full animate-[rise_0.25s_var(--ease-settle)] flex-wrap items-center gap-x-4 rounded-control bg-ink px-4 py-1 font-medium text-canvas shadow-lift">
          <span className="py-2">
            {said.done
              ? t(said.wished ? "added" : "removed")
              : failed[why && why in failed ? (why as keyof typeof failed) : "UNKNOWN"]}
          </span>
          {why === "UNAUTHENTICATED"
            ? link(signInPath(here), failure("signIn"))
            : said.done && !said.wished
              ? null
              : link("/wishes", t("toList"))}
          {said.done ? null : (
            <button
              className={buttonClass({}, "bg-transparent hover:bg-transparent underline")}
              onClick={() => setOver(said)}
              type="button"
            >
              {t("close")}
            </button>
          )}
        </p>
      ) : null}
    </div>
  );
}
