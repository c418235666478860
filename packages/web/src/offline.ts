// A server has no `onLine`, and may have no navigator.
const isOffline = () => globalThis.navigator?.onLine === false;

/**
 * `fetch`, which tells when nothing was sent. A browser that calls itself offline may still reach a
 * shop on its own network, so it tries. That the answer is lost there is so rare that the same is
 * said; so a call that may be made once only keeps its idempotency key for the next press.
 * @throws a refusal with the code OFFLINE when the browser is offline before and after; otherwise
 *   what `fetch` throws.
 */
export const fetchOrOffline: typeof fetch = async (input, init) => {
  const wasOffline = isOffline();
  try {
    return await fetch(input, init);
  } catch (error) {
    // A request that ran into its time limit was under way.
    const isUnsent = wasOffline && isOffline() && error instanceof TypeError;
    throw isUnsent ? Object.assign(error, { data: { code: "OFFLINE" } }) : error;
  }
};

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Resolves after `ms` milliseconds, or as soon as the browser is online again. */
export const pauseOrOnline = (ms: number) =>
  Promise.race([
    pause(ms),
    new Promise((done) => {
      const signal = AbortSignal.timeout(ms);
      globalThis.addEventListener?.("online", done, { once: true, signal });
    }),
  ]);
