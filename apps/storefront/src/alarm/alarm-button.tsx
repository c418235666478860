"use client";

import type { AlarmKind } from "@sunchak/core/schema";
import { Button, buttonClass } from "@sunchak/ui/button";
import { readNote } from "@sunchak/web/browser-storage";
import { Link } from "@sunchak/web/link";
import { languages } from "@sunchak/web/locales";
import { signInPath } from "@sunchak/web/return-path";
import { useHere } from "@sunchak/web/use-here";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useShopper } from "@/session/use-shopper.ts";
import { deviceNote } from "./device-note.ts";

interface AlarmButtonProps {
  kind: AlarmKind;
  id: string;
  /** By which the browser subscribes. */
  publicKey: string;
}

type State = "off" | "busy" | "on" | "denied" | "unsupported" | "failed";

/**
 * Has the browser tell its shopper once: before a campaign opens, or when a product is back. The
 * browser is asked for permission only at a press.
 */
export function AlarmButton({ kind, id, publicKey }: AlarmButtonProps) {
  const t = useTranslations("Alarm");
  const locale = useLocale();
  const here = useHere();
  const shopper = useShopper().state;
  const [state, setState] = useState<State>("off");

  useEffect(() => {
    if (shopper !== "shopper" || !readNote("browser", deviceNote())) return;
    let isOver = false;
    import("./push.ts")
      .then(({ findAlarm }) => findAlarm({ kind, id }))
      .then((isSet) => {
        if (!isOver) setState((now) => (now === "off" && isSet ? "on" : now));
      })
      // A press finds out.
      .catch(() => {});
    return () => {
      isOver = true;
    };
  }, [shopper, kind, id]);

  async function press() {
    const wasOn = state === "on";
    setState("busy");
    const { setAlarm, unsetAlarm, NoAlarms } = await import("./push.ts");
    try {
      if (wasOn) await unsetAlarm({ kind, id });
      else await setAlarm({ kind, id }, publicKey, languages[locale].content);
      setState(wasOn ? "off" : "on");
    } catch (error) {
      setState(error instanceof NoAlarms ? error.why : "failed");
    }
  }

  if (shopper === "visitor") {
    return (
      <Link className={buttonClass({ look: "outline" })} href={signInPath(here)}>
        {t(`${kind}.signIn`)}
      </Link>
    );
  }
  const said = state === "off" || state === "busy" ? null : t(`said.${state}`);
  return (
    <>
      <Button busy={state === "busy"} look="outline" onClick={press}>
        {t(state === "on" ? `${kind}.on` : `${kind}.off`)}
      </Button>
      <p className="basis-full text-ink-muted text-sm empty:hidden" role="status">
        {said}
      </p>
    </>
  );
}
