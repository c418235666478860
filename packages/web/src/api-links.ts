import { httpBatchLink, type TRPCLink } from "@trpc/client";
import type { AnyTRPCRouter } from "@trpc/server";
import { fetchOrOffline } from "./offline.ts";

/**
 * The browser's tRPC links to the app's own API; batches stay below the server's limit.
 * @param timeoutMs longer than any response of a healthy shop takes.
 */
export function apiLinks<Router extends AnyTRPCRouter>(timeoutMs: number): TRPCLink<Router>[] {
  return [
    httpBatchLink<AnyTRPCRouter>({
      url: "/api/trpc",
      maxItems: 10,
      maxURLLength: 2_000,
      fetch: (url, options) => {
        const signals = [AbortSignal.timeout(timeoutMs)];
        if (options?.signal) signals.push(options.signal);
        return fetchOrOffline(
          url as string,
          { ...options, signal: AbortSignal.any(signals) } as RequestInit,
        );
      },
    }),
  ];
}
