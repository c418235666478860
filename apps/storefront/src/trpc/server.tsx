import "server-only";
import { createContext, getRuntime, storefrontRouter } from "@sunchak/api";
import { makeQueryClient } from "@sunchak/web/query-client";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache, type ReactNode } from "react";

const context = cache(async () => createContext(getRuntime(), await headers()));

/** Calls procedures in this process, as the request's caller; for pages that the server renders. */
export const caller = storefrontRouter.createCaller(context);

/** The signed-in shopper, looked up once per request. */
export const findShopper = cache(() => caller.session.me());

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
