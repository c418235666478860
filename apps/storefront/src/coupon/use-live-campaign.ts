import type { CampaignPhase, LiveCampaign } from "@sunchak/core/schema";
import { useCallback, useReducer } from "react";
import { useServerNow } from "@/live/server-time.ts";
import { useLive } from "@/live/use-live.ts";
import type { LiveState } from "@/live/watch.ts";
import { readLiveCampaign } from "./calls.ts";
import { phaseAt } from "./phase.ts";

interface WatchedCampaign extends LiveCampaign {
  /** The phase that the shop told last; `phase` follows the clock too. */
  toldPhase: CampaignPhase;
  /** Whether the count is so now. */
  live: LiveState;
  /** Reads the campaign at once, without waiting for the stream. */
  readAgain: () => Promise<void>;
  /** When it opens, or once it has, when it closes. */
  until: string;
  /** To be called when that time has come. */
  onEnd: () => void;
}

/** A campaign as it is now: as the shop tells, opening and closing by the server's clock. */
export function useLiveCampaign(made: LiveCampaign): WatchedCampaign {
  const { couponId } = made;
  const { told, state, readAgain } = useLive(made, {
    path: `/api/v1/coupons/${couponId}/live`,
    event: "campaign",
    read: useCallback(() => readLiveCampaign(couponId), [couponId]),
  });
  const now = useServerNow();
  const [, onEnd] = useReducer((times: number) => times + 1, 0);
  const phase = phaseAt(told, now());
  const until = phase === "UPCOMING" ? told.opensAt : told.closesAt;
  return { ...told, phase, toldPhase: told.phase, live: state, readAgain, until, onEnd };
}
