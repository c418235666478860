import type { AdminRouter } from "@sunchak/api";
import { apiLinks } from "@sunchak/web/api-links";
import { createTRPCClient } from "@trpc/client";

/** The typed client of the admin's API; a recount may read all orders of three days. */
export const api = createTRPCClient<AdminRouter>({ links: apiLinks(20_000) }).admin;
