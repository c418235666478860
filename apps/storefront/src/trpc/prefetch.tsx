import "server-only";
import { storefrontRouter } from "@sunchak/api";
import { makeQueryClient } from "@sunchak/web/query-client";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { cache, type ReactNode } from "react";
import { context } from "./server.tsx";

// Apart from the caller: a page that imports this sends the query client to the browser.

export const getQueryClient = cache(makeQueryClient);
export const trpc = createTRPCOptionsProxy({
  router: storefrontRouter,
  ctx: context,
  queryClient: getQueryClient,
});

/** Passes the prefetched data to the client components inside. */
export function HydrateClient({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>;
}
