import { dropNote, keepNote, readNote } from "@sunchak/web/browser-storage";
import { newKey } from "@sunchak/web/new-key";
import { refusalOf, retryAfterOf } from "@sunchak/web/refusal";
import { useCallback, useEffect, useRef, useState } from "react";
import { shopperHere } from "@/session/use-shopper.ts";
import { issueCoupon } from "./calls.ts";
import { retryDelay } from "./retry-delay.ts";

/** The state of asking for a coupon; each state has its own text and look. */
export type Asking =
  | { state: "idle" }
  | { state: "asking"; tries: number }
  | { state: "waiting"; tries: number; why: "busy" | "limited" | "unanswered" }
  | { state: "issued"; expiresAt: string }
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

const noteOf = (id: string) => `sunchak.drop.${shopperHere()}.${id}`;

/** Tries of one request: they carry the same key, so that a repeat gets the first answer. */
interface Request {
  key: string;
  tries: number;
}

function remember(id: string, request: Request) {
  keepNote("tab", noteOf(id), JSON.stringify({ ...request, at: Date.now() }));
}

function forget(id: string) {
  dropNote("tab", noteOf(id));
}

function interrupted(id: string): Request | null {
  try {
    const note = JSON.parse(readNote("tab", noteOf(id)) ?? "") as Record<string, unknown>;
    const { key, tries, at } = note;
    const isRequest = typeof key === "string" && typeof tries === "number";
    return isRequest && Date.now() - Number(at) < RESUME_MS ? { key, tries } : null;
  } catch {
    return null;
  }
}

/**
 * Asks for one coupon of a campaign. It retries while the campaign is busy, until there is an
 * answer or the shopper stops it.
 */
export function useDrop(campaignId: string, { resume }: { resume: boolean }) {
  const [asking, setAsking] = useState<Asking>({ state: "idle" });
  const run = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const ask = useCallback(
    async ({ key, tries: before }: Request = { key: newKey(), tries: 0 }) => {
      clearTimeout(timer.current);
      run.current += 1;
      const mine = run.current;
      const settle = (next: Asking) => {
        forget(campaignId);
        setAsking(next);
      };

      const attempt = async (tries: number) => {
        remember(campaignId, { key, tries });
        setAsking({ state: "asking", tries });
        try {
          const { expiresAt } = await issueCoupon(campaignId, key);
          if (run.current === mine) settle({ state: "issued", expiresAt });
          return;
        } catch (error) {
          if (run.current !== mine) return;
          const refusal = refusalOf(error);
          switch (refusal?.code) {
            case "COUPON_ALREADY_ISSUED":
              return settle({ state: "already" });
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
    const request = resume ? interrupted(campaignId) : null;
    if (request) void ask(request);
    return () => {
      // Leaving the page stops the asking; after a reload, the note in the tab's storage resumes
      // it.
      clearTimeout(timer.current);
      run.current += 1;
    };
  }, [ask, campaignId, resume]);

  return { asking, ask, stop };
}
