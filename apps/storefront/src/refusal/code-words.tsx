"use client";

import { Button, buttonClass } from "@sunchak/ui/button";
import { useCodeWords as useCodesOfBothApps } from "@sunchak/web/code-words";
import { Link } from "@sunchak/web/link";
import { ownOriginOf, type Refusal, refusalOf } from "@sunchak/web/refusal";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Code, pages, waysOn } from "./ways-on.ts";

/**
 * Says why a call was refused, whether money moved, and what to do next. Ends with the button that
 * does it, where that is not the button that was pressed.
 * @param money whether the call could have moved money; else nothing is said about it.
 */
export function useCodeWords(money = true): (error: unknown, back?: string) => ReactNode {
  const words = useCodesOfBothApps(money);
  return (error, back) => {
    const refusal = refusalOf(error);
    return (
      <>
        {words(error, back)}
        {refusal && ownOriginOf(refusal) === null ? <WayOn refusal={refusal} /> : null}
      </>
    );
  };
}

function WayOn({ refusal }: { refusal: Refusal }) {
  const t = useTranslations("WaysOn");
  const way = refusal.code in waysOn ? waysOn[refusal.code as Code] : "press";
  if (way === "reload") {
    return (
      <Button className="mt-2 flex" look="outline" onClick={() => window.location.reload()}>
        {t("reload")}
      </Button>
    );
  }
  if (!(way in pages)) return null;
  const page = way as keyof typeof pages;
  return (
    <Link className={buttonClass({ look: "outline" }, "mt-2 flex w-fit")} href={pages[page]}>
      {t(page)}
    </Link>
  );
}
