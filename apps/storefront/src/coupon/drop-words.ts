import type { CampaignPhase, CouponStatus } from "@sunchak/core/schema";
import { formatMoment, formatTenth } from "@sunchak/web/dates";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useCodeWords } from "@/refusal/code-words.tsx";
import type { Asking, Why } from "./use-drop.ts";
import type { Position } from "./use-position.ts";

interface Words {
  title: ReactNode;
  body?: ReactNode;
  /** How many come before the shopper, and whether that is new. */
  position?: { text: string; isFirst: boolean } | null;
  tone: "positive" | "negative" | "caution" | "info";
}

interface Situation {
  asking: Asking;
  position: Position | null;
  /** Whether a press waits until the page knows who is here. */
  waitsForShopper: boolean;
  /** The phase by the clock, and as the shop told it last. */
  phase: CampaignPhase;
  toldPhase: CampaignPhase;
  /** When the last coupon was issued, an ISO instant; null while nobody knows. */
  soldOutAt: string | null;
  /** The shopper's coupon, as far as the page knows. */
  held: { number: number | null; expiresAt: string; status: CouponStatus } | null;
}

/** The page knows the shop's clock about as well as this, in milliseconds. */
const CLOSE_MS = 100;

/** What the drop page says of a situation; null where the button says all. */
export function useDropWords(situation: Situation): Words | null {
  const { asking, waitsForShopper, phase, toldPhase, soldOutAt, held } = situation;
  const t = useTranslations("Drop");
  const codeWords = useCodeWords(false);
  const locale = useLocale();
  const usableUntil = (expiresAt: string) =>
    t("usableUntil", { when: formatMoment(expiresAt, locale) });

  const pressedAt = asking.state === "soldOut" ? asking.pressedAt : null;
  const soldOutBody = () => {
    if (soldOutAt === null) return t("soldOutBody");
    const time = formatTenth(soldOutAt);
    if (pressedAt === null) return t("soldOutWhen", { time });
    const late = pressedAt - Date.parse(soldOutAt);
    if (late < CLOSE_MS) return t("soldOutClose", { time });
    return t("soldOutLate", { time, seconds: (late / 1_000).toFixed(1) });
  };

  /** The phases in which nobody can ask for the coupon, nor wait to ask. */
  const over: Record<CampaignPhase, Words | null> = {
    UPCOMING: null,
    OPEN: null,
    SOLD_OUT: { title: t("soldOut"), body: soldOutBody(), tone: "info" },
    PAUSED: { title: t("paused"), body: t("pausedBody"), tone: "info" },
    CLOSED: { title: t("closed"), body: t("closedBody"), tone: "info" },
  };

  const waiting: Record<Why, string> = {
    busy: t("busyBody"),
    limited: t("limitedBody"),
    unanswered: t("unansweredBody"),
    opening: t("openingBody"),
    unavailable: t("unavailableBody"),
    offline: t("offlineBody"),
  };

  const position = situation.position && {
    text: t("before", { before: situation.position.before }),
    isFirst: situation.position.isFirst,
  };

  const isTrying = asking.state === "asking" || asking.state === "waiting";
  if (held && !isTrying && asking.state !== "issued") {
    const title = { USABLE: t("already"), USED: t("used"), EXPIRED: t("expired") }[held.status];
    const until = held.status === "USABLE" ? usableUntil(held.expiresAt) : "";
    const body = held.number ? t("heldBody", { number: held.number, until }) : until;
    return { title, body, tone: held.status === "USABLE" ? "positive" : "info" };
  }

  switch (asking.state) {
    case "asking":
      return asking.why
        ? {
            title: t("retrying", { tries: asking.tries }),
            body: waiting[asking.why],
            position,
            tone: "info",
          }
        : { title: t("asking"), body: t("askingBody"), position, tone: "info" };
    case "waiting":
      return {
        title: t("retrying", { tries: asking.tries }),
        body: waiting[asking.why],
        tone: "caution",
      };
    case "issued":
      return {
        title: t("issued", { number: asking.number }),
        body: t("issuedBody", { until: usableUntil(asking.expiresAt) }),
        tone: "positive",
      };
    case "already":
      return { title: t("already"), body: t("alreadyBody"), tone: "info" };
    case "soldOut":
      return over.SOLD_OUT;
    case "notOpen":
      if (toldPhase === "UPCOMING") {
        return { title: t("notYet"), body: t("notYetBody"), tone: "caution" };
      }
      return over[phase] ?? { title: codeWords(asking.error), tone: "caution" };
    case "stopped":
      return {
        title: t("stopped", { tries: asking.tries }),
        body: t("stoppedBody"),
        tone: "caution",
      };
    case "later":
      return { title: t("later"), body: t("laterBody"), tone: "negative" };
    case "refused":
      return { title: codeWords(asking.error), tone: "negative" };
    case "idle":
      if (over[phase] || !waitsForShopper) return over[phase];
      return { title: t("whoIsHere"), body: t("whoIsHereBody"), tone: "info" };
  }
}
