"use client";

import type { CampaignPhase, ListedCampaign } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Button, buttonClass } from "@sunchak/ui/button";
import { Meter } from "@sunchak/ui/meter";
import { useCodeWords } from "@sunchak/web/code-words";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { signInPath } from "@sunchak/web/return-path";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { ServerCountdown } from "@/live/server-countdown.tsx";
import { getCampaign } from "./calls.ts";
import { type Asking, useDrop } from "./use-drop.ts";

/** `now` is the server's time. */
type LiveCampaign = ListedCampaign & { now: string };

interface DropProps {
  campaign: LiveCampaign;
  signedIn: boolean;
  /** Whether the shopper already holds one, and until when it can be used. */
  holds: boolean;
  heldUntil: string | null;
}

/** How often to read the remaining quantity and the clock again. */
const RESYNC_MS = 10_000;

/** The campaign's current state, read at intervals while the page is visible. */
function useLiveCampaign(made: LiveCampaign, settled: boolean) {
  const [read, setRead] = useState(made);
  const resync = useCallback(async () => {
    try {
      setRead(await getCampaign(made.id));
    } catch {
      // The last state stays on the page; the next read comes soon.
    }
  }, [made.id]);

  useEffect(() => {
    if (settled) return;
    const look = () => document.visibilityState === "visible" && void resync();
    const timer = setInterval(look, RESYNC_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [resync, settled]);

  return { campaign: read, resync };
}

function toneOf(state: Asking["state"]) {
  if (state === "issued") return "positive";
  if (state === "refused" || state === "later") return "negative";
  return state === "waiting" || state === "notOpen" || state === "stopped" ? "caution" : "info";
}

/** Where shoppers ask for a coupon: the countdown, the remaining quantity, one button, its outcome. */
export function Drop({ campaign: made, signedIn, holds, heldUntil }: DropProps) {
  const t = useTranslations("Drop");
  const codeWords = useCodeWords();
  const locale = useLocale();
  const { asking, ask, stop } = useDrop(made.id, { resume: signedIn && !holds });
  const mine = holds || asking.state === "issued" || asking.state === "already";
  const { campaign, resync } = useLiveCampaign(made, mine);
  const { phase } = campaign;
  const trying = asking.state === "asking" || asking.state === "waiting";

  // A press may find a change before the next read does.
  useEffect(() => {
    if (["issued", "soldOut", "notOpen"].includes(asking.state)) void resync();
  }, [asking.state, resync]);

  /** Title and body of a phase in which nobody can ask for the coupon, nor wait to ask. */
  const overWords: Record<CampaignPhase, { title: string; body: string } | null> = {
    UPCOMING: null,
    OPEN: null,
    SOLD_OUT: { title: t("soldOut"), body: t("soldOutBody") },
    PAUSED: { title: t("paused"), body: t("pausedBody") },
    CLOSED: { title: t("closed"), body: t("closedBody") },
  };

  /** Title and body for the current state; screen readers announce a change. */
  function words(): { title: ReactNode; body?: string } | null {
    switch (asking.state) {
      case "asking":
        return asking.tries > 1
          ? { title: t("retrying", { tries: asking.tries }), body: t("retryingBody") }
          : { title: t("asking"), body: t("askingBody") };
      case "waiting":
        return {
          title: t("retrying", { tries: asking.tries }),
          body:
            asking.why === "busy"
              ? t("retryingBody")
              : asking.why === "limited"
                ? t("limitedBody")
                : t("unansweredBody"),
        };
      case "issued":
        return {
          title: t("issued"),
          body: t("usableUntil", { when: formatMoment(asking.expiresAt, locale) }),
        };
      case "already":
        return { title: t("already"), body: t("alreadyBody") };
      case "soldOut":
        return { title: t("soldOut"), body: t("soldOutBody") };
      case "notOpen":
        return phase === "UPCOMING"
          ? { title: t("notYet"), body: t("notYetBody") }
          : { title: t("closed"), body: t("closedBody") };
      case "stopped":
        return { title: t("stopped", { tries: asking.tries }), body: t("stoppedBody") };
      case "later":
        return { title: t("later"), body: t("laterBody") };
      case "refused":
        return { title: codeWords(asking.error) };
      default:
        if (holds) {
          return {
            title: t("already"),
            body: heldUntil
              ? t("usableUntil", { when: formatMoment(heldUntil, locale) })
              : t("alreadyBody"),
          };
        }
        return overWords[phase];
    }
  }

  const said = words();
  const over = !trying && !mine && overWords[phase] !== null;
  const label = trying
    ? asking.state === "asking" && asking.tries === 1
      ? t("askingButton")
      : t("retryingButton")
    : phase === "UPCOMING"
      ? t("waitButton")
      : asking.state === "stopped" || asking.state === "later"
        ? t("againButton")
        : t("getButton");

  return (
    <div className="grid gap-6">
      {mine || over ? null : (
        <div>
          <p className="font-semibold">{phase === "UPCOMING" ? t("opensIn") : t("closesIn")}</p>
          <ServerCountdown
            className="block font-bold text-5xl tracking-tight sm:text-6xl"
            key={phase}
            kind={phase === "UPCOMING" ? "opens" : "closes"}
            madeAt={made.now}
            onEnd={resync}
            until={phase === "UPCOMING" ? campaign.opensAt : campaign.closesAt}
          />
        </div>
      )}
      {phase === "CLOSED" ? null : (
        <div className="grid gap-2">
          <Meter
            className="text-drop-deep"
            label={t("meter")}
            max={campaign.totalQuantity}
            value={campaign.remainingQuantity}
          />
          <p className="font-semibold tabular-nums">
            {t("left", { left: campaign.remainingQuantity, total: campaign.totalQuantity })}
          </p>
          <p className="text-ink-muted text-sm">{t("leftRule")}</p>
        </div>
      )}
      {mine ? (
        <div className="flex flex-wrap gap-2">
          <Link className={buttonClass({ size: "large" })} href="/products">
            {t("useIt")}
          </Link>
          <Link className={buttonClass({ look: "outline", size: "large" })} href="/coupons/mine">
            {t("toMine")}
          </Link>
        </div>
      ) : over ? (
        <Link className={buttonClass({ look: "outline", size: "large" })} href="/coupons">
          {t("otherDrops")}
        </Link>
      ) : signedIn ? (
        <div className="flex gap-2">
          <Button
            aria-disabled={phase === "UPCOMING" ? "true" : undefined}
            busy={trying}
            onClick={() => phase !== "UPCOMING" && void ask()}
            size="large"
            wide
          >
            {label}
          </Button>
          {asking.state === "waiting" || (asking.state === "asking" && asking.tries > 1) ? (
            <Button className="shrink-0" look="outline" onClick={stop} size="large">
              {t("stop")}
            </Button>
          ) : null}
        </div>
      ) : (
        <div className="grid gap-2">
          <Link
            className={buttonClass({ size: "large", wide: true })}
            href={signInPath(`/coupons/${campaign.id}`)}
          >
            {t("signIn")}
          </Link>
          <p className="text-ink-muted text-sm">{t("signInWhy")}</p>
        </div>
      )}
      <div role="status">
        {said ? (
          <Alert
            title={said.title}
            tone={holds && asking.state === "idle" ? "positive" : toneOf(asking.state)}
          >
            {said.body}
          </Alert>
        ) : null}
        {phase === "OPEN" && made.phase === "UPCOMING" && !said ? (
          <span className="sr-only">{t("opened")}</span>
        ) : null}
      </div>
    </div>
  );
}
