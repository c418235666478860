import { useEffect, useEffectEvent } from "react";

/**
 * Calls `wake` whenever the page comes back to the user: the tab is shown again, the browser takes
 * the page from its back-forward cache, or the network returns.
 */
export function useWaking(wake: () => void): void {
  const woken = useEffectEvent(() => {
    if (document.visibilityState === "visible") wake();
  });
  useEffect(() => {
    const look = () => woken();
    const restored = (event: PageTransitionEvent) => event.persisted && woken();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("pageshow", restored);
    window.addEventListener("online", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("pageshow", restored);
      window.removeEventListener("online", look);
    };
  }, []);
}
