"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";

/** How the ticket looks: it is one thing before the drop, and another for who won and who did not. */
export type TicketLook =
  | "before"
  | "minute"
  | "seconds"
  | "open"
  | "asking"
  | "won"
  | "missed"
  | "over";

interface DropTicketProps {
  look: TicketLook;
  /** The seconds until the opening, shown in the last ones. */
  seconds: number | null;
  /** The shopper's number, printed on the stub; null while nobody knows it. */
  number: number | null;
  /** Whether it was torn off just now, before the shopper's eyes. */
  isFresh: boolean;
  /** What the campaign is. */
  children: ReactNode;
}

const paper: Record<TicketLook, string> = {
  before: "bg-drop text-on-drop",
  minute: "bg-drop text-on-drop",
  seconds: "bg-drop text-on-drop",
  open: "bg-drop text-on-drop",
  asking: "bg-drop text-on-drop",
  won: "bg-drop text-on-drop",
  missed: "bg-sunken text-ink-muted",
  over: "bg-sunken text-ink-muted",
};

/** How the stub moves. */
const motion: Partial<Record<TicketLook, string>> = {
  minute: "animate-[breathe_2.4s_ease-in-out_infinite]",
  won: "origin-top-left translate-y-3 rotate-[-1.2deg] border-transparent",
};

/** How what is printed on it comes in. */
const printing: Partial<Record<TicketLook, string>> = {
  seconds: "animate-[pop_0.35s_var(--ease-settle)]",
  asking: "animate-[breathe_1.2s_ease-in-out_infinite]",
};

/** The campaign as a ticket, whose stub tears off with the shopper's number. */
export function DropTicket({ look, seconds, number, isFresh, children }: DropTicketProps) {
  const t = useTranslations("Drop");
  const colours = `transition-colors duration-500 ${paper[look]}`;
  const line = look === "over" || look === "missed" ? "border-line-strong" : "border-on-drop/40";
  const tear = look === "won" && isFresh ? "animate-[tear_0.7s_var(--ease-settle)]" : "";
  // On a phone the button may be far below the ticket.
  const ref = useRef<HTMLElement>(null);
  const isTearing = tear !== "";
  useEffect(() => {
    if (isTearing) ref.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [isTearing]);
  return (
    <section ref={ref} className="grid self-start lg:h-full lg:grid-rows-[1fr_auto]">
      <div
        className={`ticket-stub-below grid content-between gap-6 rounded-t-panel p-6 [--punch:0.875rem] [--stub:0px] sm:p-10 lg:min-h-[24rem] lg:p-14 ${colours}`}
      >
        {children}
      </div>
      {/* Screen readers hear of it beside the button. */}
      <div
        aria-hidden="true"
        className={`ticket-stub-below grid min-h-28 grid-cols-[1fr_auto] items-center gap-4 rounded-b-panel border-t-2 border-dashed px-6 py-4 [--punch:0.875rem] [--stub:100%] sm:px-10 lg:px-14 ${line} ${colours} ${motion[look] ?? ""} ${tear}`}
      >
        <div className="grid gap-1">
          <p className="font-semibold text-sm">{t("stub.title")}</p>
          <p className="text-sm">{t(`stub.${look}`)}</p>
        </div>
        <p
          className={`text-right font-extrabold text-6xl leading-none tracking-tight ${printing[look] ?? ""}`}
          // Each second comes in anew.
          key={look === "seconds" ? seconds : look}
        >
          {look === "seconds" ? seconds : null}
          {look === "won" && number !== null
            ? t.rich("stub.number", {
                number,
                small: (text) => <span className="font-bold text-2xl">{text}</span>,
              })
            : null}
        </p>
      </div>
    </section>
  );
}
