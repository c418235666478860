import "server-only";
import { adminRouter, createContext, getRuntime } from "@sunchak/api";
import { type AdminCall, mayCall } from "@sunchak/core/schema";
import { pathIn, withoutLocale } from "@sunchak/web/locales";
import { makeQueryClient } from "@sunchak/web/query-client";
import { safeReturnPath, signInPath } from "@sunchak/web/return-path";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { cache, type ReactNode } from "react";
import { firstValues } from "@/list/read-query.ts";

const context = cache(async () => createContext(getRuntime("admin"), await headers()));

/** Calls procedures in this process, as the request's caller; each procedure checks the role. */
export const caller = adminRouter.createCaller(context).admin;

export const getQueryClient = cache(makeQueryClient);
export const trpc = createTRPCOptionsProxy({
  router: adminRouter,
  ctx: context,
  queryClient: getQueryClient,
}).admin;

/** Passes the fetched data to the client components inside. */
export function HydrateClient({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>;
}

/** The signed-in admin, looked up once per request; null for anyone else. */
export const findAdmin = cache(async () => {
  try {
    return await caller.session.me();
  } catch (error) {
    const refused = ["UNAUTHORIZED", "FORBIDDEN"];
    if (error instanceof TRPCError && refused.includes(error.code)) return null;
    throw error;
  }
});

/** The signed-in admin; anyone else is redirected to sign-in, which leads back to this page. */
export async function adminOrSignIn() {
  const admin = await findAdmin();
  if (admin) return admin;
  const page = new URL(safeReturnPath((await headers()).get("x-page")), "http://shop.invalid");
  // When Next fetches a page in the background, it adds a query parameter of its own.
  page.searchParams.delete("_rsc");
  redirect(pathIn(await getLocale(), signInPath(withoutLocale(page.pathname) + page.search)));
}

export interface PageInput {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/**
 * What every page begins with: an admin, the language, and the URL's query.
 * @param call what the page is for; to a role that may not do it, the page does not exist.
 */
export async function openPage({ searchParams }: PageInput, call: AdminCall = "session.me") {
  const admin = await adminOrSignIn();
  if (!mayCall(admin.role, call)) notFound();
  return { locale: await getLocale(), admin, query: firstValues(await searchParams) };
}
