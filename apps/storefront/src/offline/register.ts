import { serviceWorkers } from "@sunchak/web/secure-features";

/** Starts the service worker; of each look for a newer one, nothing comes from a cache. */
export const register = () =>
  serviceWorkers()?.register("/sw.js", { scope: "/", updateViaCache: "none" });
