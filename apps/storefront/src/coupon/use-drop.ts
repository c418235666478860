import { dropNote, keepNote, readNote } from "@sunchak/web/browser-storage";
import { newKey } from "@sunchak/web/new-key";
import { pauseOrOnline } from "@sunchak/web/offline";
import { refusalOf, retryAfterOf } from "@sunchak/web/refusal";
import { useCallback, useEffect, useRef, useState } from "react";
import { serverTime } from "@/live/server-time.ts";
import { keepReceipt } from "@/log/kept-receipt.ts";
import { shopperHere } from "@/session/use-shopper.ts";
import { issueCoupon } from "./calls.ts";
import { retryDelay } from "./retry-delay.ts";

/** Why the page waits before it asks again. */
export type Why = "busy" | "limited" | "unanswered" | "opening" | "unavailable" | "offline";

/** The state of asking for a coupon; each state has its own text and look. */
export type Asking =
  | { state: "idle" }
  /** `why`: why it asks again; null at the first try. */
  | { state: "asking"; tries: number; key: string; why: Why | null }
  | { state: "waiting"; tries: number; why: Why }
  | { state: "issued"; number: number; expiresAt: string }
  | { state: "already" }
  /**
   * `at`: when the shop refused, `pressedAt`: when the button was pressed, in milliseconds since
   * 1970 by the shop's clock; null when nobody knew the time then.
   */
  | { state: "soldOut"; at: number; pressedAt: number | null }
  | { state: "notOpen"; at: number; error: unknown }
  | { state: "stopped"; tries: number }
  | { state: "refused"; error: unknown }
  | { state: "later" };

const whys: Record<string, Why> = {
  OFFLINE: "offline",
  COUPON_BUSY: "busy",
  COUPON_NOT_OPEN: "opening",
  RATE_LIMITED: "limited",
  TEMPORARILY_UNAVAILABLE: "unavailable",
};

/** After this many tries the page stops asking and says so. */
const MAX_TRIES = 60;

/** A reload within this time, in milliseconds, continues the asking that it interrupted. */
const RESUME_MS = 60_000;

/**
 * A refusal because it is not open yet, this near to the opening, in milliseconds, may come from
 * the difference of two clocks: the page asks again when it is open.
 */
const OPENING_MS = 3_000;
/** After the opening by the page's clock, and up to twice as long at random. */
const AFTER_OPENING_MS = 150;

const noteOf = (id: string) => `sunchak.drop.${shopperHere()}.${id}`;

/** Tries of one request: they carry the same key, so that a repeat gets the first answer. */
interface Request {
  key: string;
  tries: number;
  /** When the button was pressed, in milliseconds since 1970 by the shop's clock. */
  pressedAt: number | null;
}

const newRequest = (): Request => ({ key: newKey(), tries: 0, pressedAt: serverTime() });

function remember(id: string, request: Request) {
  keepNote("tab", noteOf(id), JSON.stringify({ ...request, at: Date.now() }));
}

function forget(id: string) {
  dropNote("tab", noteOf(id));
}

function interrupted(id: string): Request | null {
  try {
    const note = JSON.parse(readNote("tab", noteOf(id)) ?? "") as Record<string, unknown>;
    const { key, tries, pressedAt, at } = note;
    const isRequest = typeof key === "string" && typeof tries === "number";
    if (!isRequest || Date.now() - Number(at) >= RESUME_MS) return null;
    return { key, tries, pressedAt: typeof pressedAt === "number" ? pressedAt : null };
  } catch {
    return null;
  }
}

/**
 * Asks for one coupon of a campaign. It retries while the campaign is busy, until there is an
 * answer or the shopper stops it.
 */
export function useDrop(
  campaignId: string,
  { resume, opensAt }: { resume: boolean; opensAt: string },
) {
  const [asking, setAsking] = useState<Asking>({ state: "idle" });
  const run = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isAsking = useRef(false);
  const opening = useRef(opensAt);
  useEffect(() => {
    opening.current = opensAt;
  }, [opensAt]);

  const ask = useCallback(
    async ({ key, tries: before, pressedAt }: Request = newRequest()) => {
      clearTimeout(timer.current);
      run.current += 1;
      isAsking.current = true;
      const mine = run.current;
      const settle = (next: Asking) => {
        isAsking.current = false;
        forget(campaignId);
        setAsking(next);
      };

      const attempt = async (tries: number, again: Why | null) => {
        remember(campaignId, { key, tries, pressedAt });
        setAsking({ state: "asking", tries, key, why: again });
        try {
          const issued = await issueCoupon(campaignId, key);
          keepReceipt(issued);
          const { number, expiresAt } = issued;
          if (run.current === mine) settle({ state: "issued", number, expiresAt });
          return;
        } catch (error) {
          if (run.current !== mine) return;
          const refusal = refusalOf(error);
          const now = serverTime();
          const at = now ?? Date.now();
          const toOpening = Date.parse(opening.current) - (now ?? Number.NaN);
          switch (refusal?.code) {
            case "COUPON_ALREADY_ISSUED":
              return settle({ state: "already" });
            case "COUPON_SOLD_OUT":
              return settle({ state: "soldOut", at, pressedAt });
            case "COUPON_NOT_OPEN":
              if (Math.abs(toOpening) < OPENING_MS) break;
              return settle({ state: "notOpen", at, error });
          }
          const why = refusal ? whys[refusal.code] : "unanswered";
          if (!why) return settle({ state: "refused", error });
          if (tries - before >= MAX_TRIES) return settle({ state: "later" });
          setAsking({ state: "waiting", tries, why });
          const wait =
            why === "opening"
              ? Math.max(0, toOpening) + AFTER_OPENING_MS * (1 + Math.random())
              : retryDelay(tries - before, refusal && retryAfterOf(refusal), Math.random());
          if (why === "offline") {
            await pauseOrOnline(wait);
            if (run.current === mine) void attempt(tries, why);
            return;
          }
          timer.current = setTimeout(() => void attempt(tries + 1, why), wait);
        }
      };
      // Of a request that a reload interrupted, the answer is lost.
      await attempt(before + 1, before > 0 ? "unanswered" : null);
    },
    [campaignId],
  );

  const stop = useCallback(() => {
    clearTimeout(timer.current);
    run.current += 1;
    isAsking.current = false;
    forget(campaignId);
    setAsking((now) => ({ state: "stopped", tries: "tries" in now ? now.tries : 0 }));
  }, [campaignId]);

  useEffect(() => {
    // The shopper may have pressed already.
    const request = resume && !isAsking.current ? interrupted(campaignId) : null;
    if (request) void ask(request);
    return () => {
      isAsking.current = false;
      // Leaving the page stops the asking; after a reload, the note in the tab's storage resumes
      // it.
      clearTimeout(timer.current);
      run.current += 1;
    };
  }, [ask, campaignId, resume]);

  return { asking, ask, stop };
}
