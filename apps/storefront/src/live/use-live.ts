import { useCallback, useEffect, useState } from "react";
import { hearServerTime } from "./server-time.ts";
import { watch } from "./watch.ts";

interface Live<Told> {
  /** What the shop told last. */
  told: Told;
  /** Whether it may be old, because the shop cannot be reached. */
  isLost: boolean;
  /** Reads at once, without waiting for the stream. */
  readAgain: () => Promise<void>;
}

/** What a page shows of something that changes: as it was made, then as the shop tells. */
export function useLive<Told extends object>(
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
  const [isLost, setLost] = useState(false);
  const { path, event, read } = source;

  const onTold = useCallback((next: Told & { now?: string }) => {
    if (next.now) hearServerTime(next.now);
    setTold(next);
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
    // A page that nobody sees holds no stream: neither the shop's nor, asleep, the phone's.
    const follow = () => {
      following?.abort();
      if (document.hidden) return;
      following = new AbortController();
      const watched = { url: path, event, read, onTold, onLost: setLost };
      void watch<Told>(watched, following.signal);
    };
    const leave = () => following?.abort();
    const comeBack = (shown: PageTransitionEvent) => shown.persisted && follow();
    follow();
    document.addEventListener("visibilitychange", follow);
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", comeBack);
    window.addEventListener("online", follow);
    return () => {
      leave();
      document.removeEventListener("visibilitychange", follow);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", comeBack);
      window.removeEventListener("online", follow);
    };
  }, [path, event, read, onTold]);

  return { told, isLost, readAgain };
}
