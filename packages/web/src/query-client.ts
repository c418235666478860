import { QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";

/** A refusal is an answer. Only a call that got none is worth a retry. */
const isUnanswered = (error: unknown) => error instanceof TRPCClientError && !error.data;

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 3 && isUnanswered(error),
      },
      mutations: { retry: false },
    },
  });

let inBrowser: QueryClient | undefined;

/**
 * One per request on the server, one for ever in a browser. It is not React state, which React
 * drops when a component suspends.
 */
export function queryClientHere(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  inBrowser ??= makeQueryClient();
  return inBrowser;
}
