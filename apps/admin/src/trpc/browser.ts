import type { AdminRouter } from "@sunchak/api";
import { createTRPCClient, httpBatchLink } from "@trpc/client";

/** Longer than any answer of a healthy shop takes; a recount may read all orders of three days. */
const TIMEOUT_MS = 20_000;

/** The typed client of the admin's API; its batches stay below the server's limit. */
export const api = createTRPCClient<AdminRouter>({
  links: [
    httpBatchLink({
      url: "/api/trpc",
      maxItems: 10,
      maxURLLength: 2_000,
      fetch: (url, options) => {
        const signals = [AbortSignal.timeout(TIMEOUT_MS)];
        if (options?.signal) signals.push(options.signal);
        return fetch(url, { ...options, signal: AbortSignal.any(signals) } as RequestInit);
      },
    }),
  ],
}).admin;
