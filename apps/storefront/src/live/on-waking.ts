/**
 * Calls back when the page is seen again, comes back from the browser's cache of pages, or the
 * device is online again.
 */
export function onWaking(wake: () => void): () => void {
  const ifVisible = () => document.visibilityState === "visible" && wake();
  const ifKept = (event: PageTransitionEvent) => event.persisted && wake();
  document.addEventListener("visibilitychange", ifVisible);
  window.addEventListener("pageshow", ifKept);
  window.addEventListener("online", wake);
  return () => {
    document.removeEventListener("visibilitychange", ifVisible);
    window.removeEventListener("pageshow", ifKept);
    window.removeEventListener("online", wake);
  };
}
