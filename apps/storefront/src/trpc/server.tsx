import "server-only";
import { createContext, getRuntime, storefrontRouter } from "@sunchak/api";
import { headers } from "next/headers";
import { cache } from "react";

export const context = cache(async () => createContext(getRuntime(), await headers()));

/** Calls procedures in this process, as the request's caller; for pages that the server renders. */
export const caller = storefrontRouter.createCaller(context);

/** The signed-in shopper, looked up once per request. */
export const findShopper = cache(() => caller.session.me());
