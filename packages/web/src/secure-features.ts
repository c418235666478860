/** The browser's service workers; null on a page over plain http, and where the browser has none. */
export const serviceWorkers = (): ServiceWorkerContainer | null =>
  (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker ?? null;

/**
 * Offers a file to the device's other apps.
 * @returns false where the browser shares no such files, and nothing happened.
 */
export async function shareFile(file: File): Promise<boolean> {
  const files = [file];
  if (!navigator.canShare?.({ files })) return false;
  try {
    await navigator.share({ files });
    return true;
  } catch (error) {
    // Whoever closes the browser's dialog wants nothing more.
    return error instanceof Error && error.name === "AbortError";
  }
}

/** Copies a text; answers whether the browser did, which over plain http it never does. */
export const copyText = (text: string): Promise<boolean> =>
  navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  ) ?? Promise.resolve(false);
