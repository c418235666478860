/** Nothing was sent, because the browser is offline. Its code stands among those of the API. */
export class Offline extends Error {
  override name = "Offline";
  readonly data = { code: "OFFLINE" };
}

/** Whether the browser is offline. A server has no `onLine`, and may have no navigator. */
export const isOffline = () => globalThis.navigator?.onLine === false;

/**
 * `fetch`, which tells when nothing was sent. A browser that calls itself offline may still reach a
 * shop on its own network, so it tries. That the answer is lost there is so rare that the same is
 * said; so a call that may be made once only keeps its idempotency key for the next press.
 * @throws Offline when the browser is offline all the time; otherwise what `fetch` throws.
 */
export const fetchOrOffline: typeof fetch = async (input, init) => {
  let wasOnline = !isOffline();
  const note = () => {
    wasOnline = true;
  };
  globalThis.addEventListener?.("online", note);
  try {
    return await fetch(input, init);
  } catch (error) {
    // A request that ran into its time limit was under way.
    if (wasOnline || !isOffline() || !(error instanceof TypeError)) throw error;
    throw new Offline("The browser is offline.", { cause: error });
  } finally {
    globalThis.removeEventListener?.("online", note);
  }
};

/** Resolves after `ms` milliseconds, or as soon as the browser is online again. */
export const pauseOrOnline = (ms: number) =>
  new Promise<void>((done) => {
    const end = () => {
      clearTimeout(timer);
      globalThis.removeEventListener?.("online", end);
      done();
    };
    const timer = setTimeout(end, ms);
    globalThis.addEventListener?.("online", end);
  });
