"use client";

import type { CampaignPhase } from "@sunchak/core/schema";
import { Button, buttonClass } from "@sunchak/ui/button";
import { Link } from "@sunchak/web/link";
import { signInPath } from "@sunchak/web/return-path";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { useShopper } from "@/session/use-shopper.ts";
import type { Asking } from "./use-drop.ts";

interface DropPressProps {
  campaignId: string;
  phase: CampaignPhase;
  asking: Asking;
  ask: () => void;
  stop: () => void;
}

/** The one button. A press before the page knows who is here waits until it does. */
export function DropPress({ campaignId, phase, asking, ask, stop }: DropPressProps) {
  const t = useTranslations("Drop");
  const shopper = useShopper();
  const [isPressed, setPressed] = useState(false);
  const { state } = asking;
  const isTrying = state === "asking" || state === "waiting";
  const isRetrying = state === "waiting" || (state === "asking" && asking.tries > 1);

  const askIfPressed = useEffectEvent(() => {
    if (!isPressed) return;
    setPressed(false);
    ask();
  });
  useEffect(() => {
    if (shopper.state === "shopper") askIfPressed();
  }, [shopper.state]);

  if (shopper.state === "visitor") {
    return (
      <div className="grid gap-2">
        <Link
          className={buttonClass({ size: "large", wide: true })}
          href={signInPath(`/coupons/${campaignId}`)}
        >
          {t("signIn")}
        </Link>
        <p className="text-ink-muted text-sm">{t("signInWhy")}</p>
      </div>
    );
  }

  function press() {
    if (phase === "UPCOMING") return;
    if (shopper.state === "asking") setPressed(true);
    else ask();
  }

  const label = isRetrying
    ? t("retryingButton")
    : isTrying || isPressed
      ? t("askingButton")
      : phase === "UPCOMING"
        ? t("waitButton")
        : state === "stopped" || state === "later"
          ? t("againButton")
          : t("getButton");
  return (
    <div className="grid gap-2">
      <div className="flex gap-2">
        <Button
          aria-disabled={phase === "UPCOMING" ? "true" : undefined}
          busy={isTrying || isPressed}
          onClick={press}
          size="large"
          wide
        >
          {label}
        </Button>
        {isRetrying ? (
          <Button className="shrink-0" look="outline" onClick={stop} size="large">
            {t("stop")}
          </Button>
        ) : null}
      </div>
      {isTrying ? null : <p className="text-ink-muted text-sm">{t("pressOnce")}</p>}
    </div>
  );
}
