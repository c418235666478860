"use client";

import type { ListedCampaign, LiveCampaign } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { buttonClass } from "@sunchak/ui/button";
import { Link } from "@sunchak/web/link";
import { useKeptFocus } from "@sunchak/web/use-kept-focus";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { CartWorth } from "@/offer/cart-worth.tsx";
import { useShopper } from "@/session/use-shopper.ts";
import { SeenStatus } from "@/shell/seen-status.tsx";
import { askingNow, TOLD_WITHIN_MS } from "./asking-now.ts";
import { CouponsLeft } from "./coupons-left.tsx";
import type { TicketText } from "./draw-ticket.ts";
import { DropPress } from "./drop-press.tsx";
import { DropReminders } from "./drop-reminders.tsx";
import { DropTicket, type TicketLook } from "./drop-ticket.tsx";
import { useDropWords } from "./drop-words.ts";
import { Opening } from "./opening.tsx";
import { ShareTicket } from "./share-ticket.tsx";
import { useDrop } from "./use-drop.ts";
import { useHeld } from "./use-held.ts";
import { LAST_SECONDS, useLastMinute } from "./use-last-minute.ts";
import { useLiveCampaign } from "./use-live-campaign.ts";
import { usePosition } from "./use-position.ts";
import { useSellOut } from "./use-sell-out.ts";

interface DropProps {
  made: LiveCampaign;
  terms: ListedCampaign;
  /** By which browsers subscribe to alarms; null when the shop sends none. */
  pushKey: string | null;
  /** What stands on the picture of the ticket, beside the number. */
  picture: Omit<TicketText, "number">;
  /** What the campaign is, and the link to its log. */
  ticket: ReactNode;
  log: ReactNode;
}

/**
 * Where shoppers ask for a coupon: the ticket, the countdown, the remaining quantity, one button, its
 * outcome.
 */
export function Drop({ made, terms, pushKey, picture, ticket, log }: DropProps) {
  const t = useTranslations("Drop");
  const campaignId = made.couponId;
  const shopper = useShopper().state;
  const isSignedIn = shopper === "shopper";
  const [isPressed, setPressed] = useState(false);
  const campaign = useLiveCampaign(made);
  const { phase, toldPhase, live, readAgain } = campaign;
  const {
    asking: asked,
    ask,
    stop,
  } = useDrop(campaignId, {
    resume: isSignedIn,
    opensAt: campaign.opensAt,
  });
  const asking = askingNow(asked, { phase: toldPhase, now: campaign.now });
  const held = useHeld(campaignId, isSignedIn, asking);
  const position = usePosition(campaignId, asking);
  const waitsForShopper = isPressed && shopper === "asking";
  const soldOutAt = useSellOut(campaignId, asking.state === "soldOut" || phase === "SOLD_OUT");
  const said = useDropWords({
    asking,
    position,
    waitsForShopper,
    phase,
    toldPhase,
    soldOutAt,
    held,
  });
  const seconds = useLastMinute(phase === "UPCOMING" ? campaign.opensAt : null);
  const number = asking.state === "issued" ? asking.number : (held?.number ?? null);
  const isMine = held !== null || asking.state === "issued" || asking.state === "already";
  const isTrying = asking.state === "asking" || asking.state === "waiting";
  const isOver = !isTrying && !isMine && phase !== "UPCOMING" && phase !== "OPEN";

  const isOfUse = held
    ? held.status === "USABLE"
    : isMine || (!isOver && asking.state !== "soldOut");

  // The refusal says only that it is not open; the words depend on why.
  const isNotOpen = asking.state === "notOpen";
  useEffect(() => {
    if (isNotOpen) void readAgain();
  }, [isNotOpen, readAgain]);

  // What was refused or read may be undone before the stream's next look, which then finds nothing
  // new to tell. What is read after this time is no older than the stream.
  const isDoubtful = isNotOpen || (asking.state === "soldOut" && toldPhase === "OPEN");
  useEffect(() => {
    if (!isDoubtful) return;
    const timer = setTimeout(readAgain, TOLD_WITHIN_MS * (1.5 + Math.random()));
    return () => clearTimeout(timer);
  }, [isDoubtful, readAgain]);

  function look(): TicketLook {
    if (isMine) return "won";
    if (isTrying) return "asking";
    if (asking.state === "soldOut") return "missed";
    if (isOver) return "over";
    if (seconds !== null) return seconds <= LAST_SECONDS ? "seconds" : "minute";
    return phase === "UPCOMING" ? "before" : "open";
  }

  const keptFocus = useKeptFocus<HTMLDivElement>();
  const controls = (
    <div className="grid gap-6">
      {isMine || isOver ? null : (
        <Opening
          isUpcoming={phase === "UPCOMING"}
          madeAt={made.now}
          onEnd={campaign.onEnd}
          seconds={seconds}
          until={campaign.until}
        />
      )}
      {phase === "CLOSED" ? null : (
        <div className="grid gap-2">
          <CouponsLeft
            className="text-drop-deep"
            live={live}
            left={asking.state === "soldOut" ? 0 : campaign.remainingQuantity}
            total={campaign.totalQuantity}
          />
          <p className="text-ink-muted text-sm">
            {t("leftRule")} {live === "lost" ? null : t(live === "live" ? "leftLive" : "leftOld")}
            <span role="status">{live === "lost" ? t("lost") : null}</span>
          </p>
          <CartWorth campaign={terms} isOfUse={isOfUse} />
        </div>
      )}
      <div {...keptFocus}>
        {isMine ? (
          <div className="grid gap-2 sm:flex sm:flex-wrap">
            {isOfUse ? (
              <Link className={buttonClass({ size: "large" })} href="/products">
                {t("useIt")}
              </Link>
            ) : null}
            <Link className={buttonClass({ look: "outline", size: "large" })} href="/coupons/mine">
              {t("toMine")}
            </Link>
            {number === null ? null : (
              <ShareTicket text={{ ...picture, number: t("issued", { number }) }} />
            )}
          </div>
        ) : isOver ? (
          <Link className={buttonClass({ look: "outline", size: "large" })} href="/coupons">
            {t("otherDrops")}
          </Link>
        ) : (
          <DropPress
            ask={() => void ask()}
            asking={asking}
            campaignId={campaignId}
            isPressed={isPressed}
            phase={phase}
            setPressed={setPressed}
            stop={stop}
          />
        )}
      </div>
      {phase === "UPCOMING" ? <DropReminders campaignId={campaignId} pushKey={pushKey} /> : null}
      <SeenStatus said={asking.state === "idle" ? null : asking.state}>
        {said ? (
          <Alert title={said.title} tone={said.tone}>
            {said.position ? (
              // Screen readers hear it once, not at each change.
              <p aria-live={said.position.isFirst ? undefined : "off"} className="tabular-nums">
                {said.position.text}
              </p>
            ) : null}
            {said.body}
          </Alert>
        ) : null}
        {phase === "OPEN" && made.phase === "UPCOMING" && !said ? (
          <span className="sr-only">{t("opened")}</span>
        ) : null}
      </SeenStatus>
    </div>
  );
  return (
    <div className="shell grid gap-8 pt-4 sm:pt-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-16 lg:pt-10">
      <DropTicket
        isFresh={asking.state === "issued"}
        look={look()}
        number={number}
        seconds={seconds}
      >
        {ticket}
      </DropTicket>
      <div className="content-center lg:grid">
        {controls}
        {log}
      </div>
    </div>
  );
}
