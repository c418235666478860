"use client";

import type { ListedCampaign } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useEffectEvent } from "react";
import { type Asking, useDrop } from "@/coupon/use-drop.ts";
import { useCodeWords } from "@/refusal/code-words.tsx";

interface GetCouponProps {
  campaign: ListedCampaign;
  /** Whether an order waits for the coupon. */
  isToOrder: boolean;
  /** Called once, when the asking is over. */
  onEnd(asking: Asking): void;
}

const isGoingOn = ({ state }: Asking) =>
  state === "idle" || state === "asking" || state === "waiting";

/** Asks for a campaign's coupon as soon as it is on the page, and says what becomes of it. */
export function GetCoupon({ campaign, isToOrder, onEnd }: GetCouponProps) {
  const t = useTranslations("Offer");
  const codeWords = useCodeWords(false);
  const { asking, ask, stop } = useDrop(campaign.id, {
    resume: false,
    opensAt: campaign.opensAt,
  });
  const isOver = !isGoingOn(asking);

  const isOffline = "why" in asking && asking.why === "offline";

  useEffect(() => void ask(), [ask]);
  useEffect(() => {
    // Nothing is ordered later than the shopper thinks.
    if (isToOrder && isOffline) stop();
  }, [isToOrder, isOffline, stop]);
  const end = useEffectEvent(() => onEnd(asking));
  useEffect(() => {
    if (isOver) end();
  }, [isOver]);

  /** A coupon that was not got leaves an order unplaced. */
  const notGot = (why: ReactNode) => (
    <Alert tone="caution">
      {why} {isToOrder ? t("notOrdered") : null}
    </Alert>
  );
  switch (asking.state) {
    case "idle":
    case "asking":
    case "waiting":
      return "tries" in asking && (asking.tries > 1 || isOffline) ? (
        <Alert
          action={
            <Button look="outline" onClick={stop}>
              {t("stop")}
            </Button>
          }
          title={t("retrying", { tries: asking.tries })}
        >
          {t(isOffline ? "offline" : "wait")}
        </Alert>
      ) : null;
    case "issued":
      return (
        <Alert tone="positive">
          {t("got", { number: asking.number })} {isToOrder ? null : t("chosen")}
        </Alert>
      );
    case "already":
      return isToOrder ? null : <Alert>{t("already")}</Alert>;
    case "soldOut":
      return notGot(t("soldOut"));
    case "notOpen":
      return notGot(t("notOpen"));
    case "stopped":
      // The first try ends by itself alone, and only offline: then nothing was sent.
      return notGot(t(asking.tries > 1 ? "stopped" : "unloaded"));
    case "later":
      return notGot(t("later"));
    case "refused":
      return notGot(codeWords(asking.error));
  }
}
