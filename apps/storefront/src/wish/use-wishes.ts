import { useSyncExternalStore } from "react";
import { isWished, lastOutcome, subscribe, type WishOutcome } from "./wish-store.ts";

/** Whether a product is on the shopper's wish list; not, until this page knows. */
export const useIsWished = (productId: string): boolean =>
  useSyncExternalStore(
    subscribe,
    () => isWished(productId),
    () => false,
  );

/** What the last press on a heart of this page came to; null before the first. */
export const useWishOutcome = (): WishOutcome | null =>
  useSyncExternalStore(subscribe, lastOutcome, () => null);
