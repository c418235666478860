"use client";

import type { StorefrontRouter } from "@sunchak/api";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import { createBrowserClient } from "./browser.ts";
import { makeQueryClient } from "./query-client.ts";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<StorefrontRouter>();

export { useTRPC, useTRPCClient };

let inBrowser: QueryClient | undefined;

/**
 * One per request on the server, one for ever in a browser. It is not React state, which React
 * drops when a component suspends.
 */
function queryClientHere(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  inBrowser ??= makeQueryClient();
  return inBrowser;
}

export function LiveProviders({ children }: { children: ReactNode }) {
  const queryClient = queryClientHere();
  const [client] = useState(createBrowserClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider queryClient={queryClient} trpcClient={client}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
