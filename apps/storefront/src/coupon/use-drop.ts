import { dropNote, keepNote, readNote } from "@sunchak/web/browser-storage";
import { refusalOf, retryAfterOf } from "@sunchak/web/refusal";
import { useCallback, useEffect, useRef, useState } from "react";
import { issueCoupon } from "./calls.ts";
import { retryDelay } from "./retry-delay.ts";

/** The state of asking for a coupon; each state has its own text and look. */
export type Asking =
  | { state: "idle" }
  | { state: "asking"; tries: number }
  | { state: "waiting"; tries: number; why: "busy" | "limited" | "unanswered" }
  | { state: "issued"; expiresAt: string | null }
  | { state: "already" }
  | { state: "soldOut" }
  | { state: "notOpen" }
  | { state: "stopped"; tries: number }
  | { state: "refused"; error: unknown }
  | { state: "later" };

/** After this many tries the page stops asking and says so. */
const MAX_TRIES = 60;

/** A reload within this time, in milliseconds, continues the asking that it interrupted. */
const RESUME_MS = 60_000;

const keyOf = (id: string) => `sunchak.drop.${id}`;

function remember(id: string, tries: number) {
  keepNote("tab", keyOf(id), JSON.stringify({ tries, at: Date.now() }));
}

function forget(id: string) {
  dropNote("tab", keyOf(id));
}

function interrupted(id: string): number | null {
  try {
    const { tries, at } = JSON.parse(readNote("tab", keyOf(id)) ?? "") as Record<string, unknown>;
    return typeof tries === "number" && Date.now() - Number(at) < RESUME_MS ? tries : null;
  } catch {
    return null;
  }
}

/**
 * Asks for one coupon of a campaign. It retries while the counter is busy, until there is an answer
 * or the shopper stops it. Retries are harmless: a shopper can hold only one coupon.
 */
export function useDrop(campaignId: string, { resume }: { resume: boolean }) {
  const [asking, setAsking] = useState<Asking>({ state: "idle" });
  const run = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const ask = useCallback(
    async (before = 0) => {
      clearTimeout(timer.current);
      run.current += 1;
      const mine = run.current;
      const settle = (next: Asking) => {
        forget(campaignId);
        setAsking(next);
      };
      let unanswered = before > 0;

      const attempt = async (tries: number) => {
        remember(campaignId, tries);
        setAsking({ state: "asking", tries });
        try {
          const { expiresAt } = await issueCoupon(campaignId);
          if (run.current === mine) settle({ state: "issued", expiresAt });
          return;
        } catch (error) {
          if (run.current !== mine) return;
          const refusal = refusalOf(error);
          switch (refusal?.code) {
            case "COUPON_ALREADY_ISSUED":
              // If the response of an earlier try got lost, that try took the coupon.
              return settle(
                unanswered ? { state: "issued", expiresAt: null } : { state: "already" },
              );
            case "COUPON_SOLD_OUT":
              return settle({ state: "soldOut" });
            case "COUPON_NOT_OPEN":
              return settle({ state: "notOpen" });
            case "COUPON_BUSY":
            case "RATE_LIMITED":
            case undefined:
              break;
            default:
              return settle({ state: "refused", error });
          }
          unanswered ||= refusal === null;
          if (tries - before >= MAX_TRIES) return settle({ state: "later" });
          const why =
            refusal === null ? "unanswered" : refusal.code === "COUPON_BUSY" ? "busy" : "limited";
          setAsking({ state: "waiting", tries, why });
          const wait = retryDelay(tries - before, refusal && retryAfterOf(refusal), Math.random());
          timer.current = setTimeout(() => void attempt(tries + 1), wait);
        }
      };
      await attempt(before + 1);
    },
    [campaignId],
  );

  const stop = useCallback(() => {
    clearTimeout(timer.current);
    run.current += 1;
    forget(campaignId);
    setAsking((now) => ({ state: "stopped", tries: "tries" in now ? now.tries : 0 }));
  }, [campaignId]);

  useEffect(() => {
    const tries = resume ? interrupted(campaignId) : null;
    if (tries !== null) void ask(tries);
    return () => {
      // Leaving the page stops the asking; after a reload, the note in the tab's storage resumes
      // it.
      clearTimeout(timer.current);
      run.current += 1;
    };
  }, [ask, campaignId, resume]);

  return { asking, ask, stop };
}
