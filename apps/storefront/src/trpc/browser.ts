import type { StorefrontRouter } from "@sunchak/api";
import { apiLinks } from "@sunchak/web/api-links";
import { createTRPCClient } from "@trpc/client";

/** The typed client of the shop's API; waits at most 12 seconds. */
export const createBrowserClient = () =>
  createTRPCClient<StorefrontRouter>({ links: apiLinks(12_000) });
