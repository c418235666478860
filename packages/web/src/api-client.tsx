"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient } from "@trpc/client";
import type { AnyTRPCRouter } from "@trpc/server";
import type { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import { apiLinks } from "./api-links.ts";
import { queryClientHere } from "./query-client.ts";

interface ApiClientProps<Router extends AnyTRPCRouter> {
  /** The app's own, typed by its router. */
  provider: ReturnType<typeof createTRPCContext<Router>>["TRPCProvider"];
  /** Longer than any response of a healthy shop takes. */
  timeoutMs: number;
  children: ReactNode;
}

/** Gives its children the client of the app's API, and one cache of its responses. */
export function ApiClient<Router extends AnyTRPCRouter>({
  provider: Provider,
  timeoutMs,
  children,
}: ApiClientProps<Router>) {
  const queryClient = queryClientHere();
  const [client] = useState(() => createTRPCClient<Router>({ links: apiLinks<Router>(timeoutMs) }));
  return (
    <QueryClientProvider client={queryClient}>
      <Provider queryClient={queryClient} trpcClient={client}>
        {children}
      </Provider>
    </QueryClientProvider>
  );
}
