"use client";

import { Button } from "@sunchak/ui/button";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { TicketText } from "./draw-ticket.ts";

/** Gives the shopper's ticket as a picture: to share where the browser can, otherwise to keep. */
export function ShareTicket({ text }: { text: TicketText }) {
  const t = useTranslations("Drop");
  const [state, setState] = useState<"idle" | "busy" | "kept" | "failed">("idle");

  async function share() {
    setState("busy");
    try {
      const { shareTicket } = await import("./draw-ticket.ts");
      setState((await shareTicket(text)) === "kept" ? "kept" : "idle");
    } catch {
      setState("failed");
    }
  }

  return (
    <>
      <Button busy={state === "busy"} look="outline" onClick={share} size="large">
        {t("share")}
      </Button>
      <p className="basis-full text-ink-muted text-sm empty:hidden" role="status">
        {state === "kept" ? t("shareKept") : state === "failed" ? t("shareFailed") : null}
      </p>
    </>
  );
}
