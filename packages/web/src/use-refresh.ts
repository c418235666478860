import { useRouter } from "next/navigation";
import { useCallback } from "react";

/** Whether the app's server answers now, and reaches its database. */
const isServerReady = () =>
  fetch("/api/health", { signal: AbortSignal.timeout(12_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * Renders the page anew, but only when the server answers. Next's own request would leave the page
 * for the browser's error screen when it gets no answer.
 * @param isReady finds out whether it will answer; a function that stays the same.
 */
export function useRefresh(isReady = isServerReady): () => Promise<void> {
  const router = useRouter();
  return useCallback(async () => {
    if (await isReady()) router.refresh();
  }, [router, isReady]);
}
