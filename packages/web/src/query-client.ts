import { QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { refusalOf } from "./refusal.ts";

/**
 * A refusal is an answer. Only a call that got none is worth a retry; what an offline browser did not
 * send is read when it is online again.
 */
const isUnanswered = (error: unknown) =>
  error instanceof TRPCClientError && !error.data && !refusalOf(error);

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      // A browser that calls itself offline may reach a shop on its own network. And a change must
      // fail where the user sees it, not be made whenever the browser is online again.
      queries: {
        networkMode: "always",
        refetchOnReconnect: "always",
        staleTime: 5_000,
        retry: (failures, error) => failures < 3 && isUnanswered(error),
      },
      mutations: { networkMode: "always", retry: false },
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
