import { useCallback, useEffect, useState } from "react";
import { later } from "./later.ts";
import { hearServerTime } from "./server-time.ts";
import { type LiveState, watch } from "./watch.ts";

interface Live<Told> {
  /** What the shop told last. */
  told: Told;
  state: LiveState;
  /** Reads at once, without waiting for the stream. */
  readAgain: () => Promise<void>;
}

/** What a page shows of something that changes: as it was made, then as the shop tells. */
export function useLive<Told extends { now?: string }>(
  made: Told,
  source: {
    /** The stream's path, and the name of its events. */
    path: string;
    event: string;
    /** Reads the same by an ordinary call, while there is no stream. */
    read: () => Promise<Told>;
  },
): Live<Told> {
  const [told, setTold] = useState(made);
  const [state, setState] = useState<LiveState>("asking");
  const { path, event, read } = source;

  const onTold = useCallback((next: Told) => {
    if (next.now) hearServerTime(next.now);
    setTold((told) => later(told, next));
  }, []);
  const readAgain = useCallback(
    () =>
      read().then(onTold, () => {
        // What was told last stays; the stream tells more.
      }),
    [read, onTold],
  );

  useEffect(() => {
    let following: AbortController | undefined;
    const leave = () => following?.abort();
    const follow = () => {
      leave();
      following = new AbortController();
      setState("asking");
      void watch<Told>({ url: path, event, read, onTold, onState: setState }, following.signal);
    };
    // A page that nobody sees holds no stream: neither the shop's nor, asleep, the phone's.
    const look = () => {
      if (document.hidden) leave();
      // A page that comes back is told so twice.
      else if (!following || following.signal.aborted) follow();
    };
    const comeBack = (shown: PageTransitionEvent) => shown.persisted && look();
    const reconnect = () => document.hidden || follow();
    look();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", comeBack);
    window.addEventListener("online", reconnect);
    return () => {
      leave();
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", comeBack);
      window.removeEventListener("online", reconnect);
    };
  }, [path, event, read, onTold]);

  return { told, state, readAgain };
}
