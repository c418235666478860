import "server-only";
import { adminRouter, createContext, getRuntime } from "@sunchak/api";
import { pathIn, withoutLocale } from "@sunchak/web/locales";
import { safeReturnPath, signInPath } from "@sunchak/web/return-path";
import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { firstValues } from "@/list/read-query.ts";

const context = cache(async () => createContext(getRuntime("admin"), await headers()));

/** Calls procedures in this process, as the request's caller; each checks the role itself. */
export const caller = adminRouter.createCaller(context).admin;

/** The admin who is signed in, looked up once a request; null for anyone else. */
export const findAdmin = cache(async () => {
  try {
    return await caller.session.me();
  } catch (error) {
    const refused = ["UNAUTHORIZED", "FORBIDDEN"];
    if (error instanceof TRPCError && refused.includes(error.code)) return null;
    throw error;
  }
});

/** The admin; anyone else is led through signing in, and back to the page they asked for. */
export async function requireAdmin(locale: string) {
  const admin = await findAdmin();
  if (admin) return admin;
  const page = new URL(safeReturnPath((await headers()).get("x-page")), "http://shop.invalid");
  // What Next fetches of a page in the background carries a query of its own.
  page.searchParams.delete("_rsc");
  redirect(pathIn(locale, signInPath(withoutLocale(page.pathname) + page.search)));
}

export interface PageInput {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What every page begins with: an admin, the language, and the URL's query. */
export async function openPage({ params, searchParams }: PageInput) {
  const { locale } = await params;
  const admin = await requireAdmin(locale);
  return { locale, admin, query: firstValues(await searchParams) };
}
