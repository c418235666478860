import { useSyncExternalStore } from "react";
import { isOffline } from "./offline.ts";

function onChange(tell: () => void): () => void {
  window.addEventListener("online", tell);
  window.addEventListener("offline", tell);
  return () => {
    window.removeEventListener("online", tell);
    window.removeEventListener("offline", tell);
  };
}

/** Whether the browser is offline now. */
export const useOffline = (): boolean => useSyncExternalStore(onChange, isOffline, () => false);
