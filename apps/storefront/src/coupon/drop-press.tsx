"use client";

import type { CampaignPhase } from "@sunchak/core/schema";
import { Button, buttonClass } from "@sunchak/ui/button";
import { Link } from "@sunchak/web/link";
import { signInPath } from "@sunchak/web/return-path";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { useShopper } from "@/session/use-shopper.ts";
import { BottomBar } from "@/shell/bottom-bar.tsx";
import type { Asking } from "./use-drop.ts";

interface DropPressProps {
  campaignId: string;
  phase: CampaignPhase;
  asking: Asking;
  ask: () => void;
  stop: () => void;
  /** Whether the button was pressed before the page knew who is here. */
  isPressed: boolean;
  setPressed: (isPressed: boolean) => void;
}

/** The one button. A press before the page knows who is here waits until it does. */
export function DropPress(props: DropPressProps) {
  const { campaignId, phase, asking, ask, stop, isPressed, setPressed } = props;
  const t = useTranslations("Drop");
  const shopper = useShopper();
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
  // A press is not kept for when the button comes back.
  useEffect(() => () => setPressed(false), [setPressed]);

  if (shopper.state === "visitor") {
    return (
      <div className="grid gap-2">
        <BottomBar>
          <Link
            className={buttonClass({ size: "large", wide: true })}
            href={signInPath(`/coupons/${campaignId}`)}
          >
            {t("signIn")}
          </Link>
        </BottomBar>
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
      <BottomBar>
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
          {isRetrying || isPressed ? (
            <Button
              className="shrink-0"
              look="outline"
              onClick={isPressed ? () => setPressed(false) : stop}
              size="large"
            >
              {t("stop")}
            </Button>
          ) : null}
        </div>
      </BottomBar>
      {isTrying ? null : <p className="text-ink-muted text-sm">{t("pressOnce")}</p>}
    </div>
  );
}
