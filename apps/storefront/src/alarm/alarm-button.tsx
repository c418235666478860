"use client";

import type { AlarmKind } from "@sunchak/core/schema";
import { Button, buttonClass } from "@sunchak/ui/button";
import { readNote } from "@sunchak/web/browser-storage";
import { Link } from "@sunchak/web/link";
import { languages } from "@sunchak/web/locales";
import { refusalOf } from "@sunchak/web/refusal";
import { signInPath } from "@sunchak/web/return-path";
import { useHere } from "@sunchak/web/use-here";
import { useLocale, useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useState } from "react";
import { useShopper } from "@/session/use-shopper.ts";
import { deviceNote } from "./device-note.ts";
import type { NoAlarms } from "./push.ts";

interface AlarmButtonProps {
  kind: AlarmKind;
  id: string;
  /** By which the browser subscribes. */
  publicKey: string;
  /** Whether it is the page's main button. */
  isMain?: boolean;
}

const AlarmRefusal = lazy(() => import("./alarm-refusal.tsx"));

/** Why the last press changed nothing, as far as the page knows. */
type Trouble = { why: NoAlarms["why"] | "unknown" } | { why: "refused"; error: unknown };

function troubleOf(error: unknown): Trouble {
  // By name: the class may not have been loaded.
  if (error instanceof Error && error.name === "NoAlarms") return { why: (error as NoAlarms).why };
  return refusalOf(error) ? { why: "refused", error } : { why: "unknown" };
}

/**
 * Has the browser tell its shopper once: before a campaign opens, or when a product is back. The
 * browser is asked for permission only at a press.
 */
export function AlarmButton({ kind, id, publicKey, isMain = false }: AlarmButtonProps) {
  const t = useTranslations("Alarm");
  const locale = useLocale();
  const here = useHere();
  const shopper = useShopper().state;
  /** As the shop told last. */
  const [isOn, setOn] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const look = {
    look: isMain && !isOn ? "solid" : "outline",
    size: isMain ? "large" : "medium",
    wide: isMain,
  } as const;

  useEffect(() => {
    if (shopper !== "shopper" || !readNote("browser", deviceNote())) return;
    let isOver = false;
    import("./push.ts")
      .then(({ findAlarm }) => findAlarm({ kind, id }))
      .then((isSet) => {
        if (!isOver && isSet) setOn(true);
      })
      // A press finds out.
      .catch(() => {});
    return () => {
      isOver = true;
    };
  }, [shopper, kind, id]);

  async function press() {
    setBusy(true);
    try {
      const { setAlarm, unsetAlarm } = await import("./push.ts");
      if (isOn) await unsetAlarm({ kind, id });
      else await setAlarm({ kind, id }, publicKey, languages[locale].content);
      setOn(!isOn);
      setTrouble(null);
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setBusy(false);
  }

  if (shopper === "visitor") {
    return (
      <Link className={buttonClass(look)} href={signInPath(here)}>
        {t(`${kind}.signIn`)}
      </Link>
    );
  }
  return (
    <>
      <Button {...look} busy={isBusy} onClick={press}>
        {t(isOn ? `${kind}.on` : `${kind}.off`)}
      </Button>
      <div className="basis-full text-ink-muted text-sm empty:hidden" role="status">
        {isBusy ? null : trouble?.why === "refused" ? (
          <Suspense>
            <AlarmRefusal error={trouble.error} />
          </Suspense>
        ) : trouble ? (
          t(`said.${trouble.why}`)
        ) : isOn ? (
          t("said.on")
        ) : null}
      </div>
    </>
  );
}
